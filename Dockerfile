FROM node:24-slim
ENV NODE_ENV=production NODE_COMPILE_CACHE=/app/.cache
WORKDIR /app
COPY . .
# From source every package brings its own clients, which the published ones leave to whoever installs
# them; a request of each kind then fills the compile cache, and shows that nothing is missing.
RUN npx --yes pnpm@12.21.0 install --prod=false --frozen-lockfile --no-optional \
    --filter '@signalbox/server...' \
  && node apps/server/src/main.ts bench --requests 1 > /dev/null \
  && mkdir -p /app/data && chown -R node:node /app/data /app/.cache
USER node
ENV HOST=0.0.0.0 PORT=4400
EXPOSE 4400
VOLUME /app/data
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:'+process.env.PORT+'/livez').then((r)=>process.exit(r.ok?0:1),()=>process.exit(1))"]
# Node itself and not npm, so that signals arrive.
ENTRYPOINT ["node", "apps/server/src/main.ts"]
CMD ["up"]
