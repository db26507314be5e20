import { defineConfig, type ViteUserConfig } from 'vitest/config'

const config: ViteUserConfig = defineConfig({
  test: {
    testTimeout: 30_000,
    // Most of the long tests wait for sockets and processes; one worker leaves a core idle.
    maxWorkers: 2,
    coverage: { include: ['{packages,apps}/*/src/**/*.ts'], reporter: ['text-summary', 'html'] },
    reporters: ['default', './tooling/vitest/closing-line.ts'],
    projects: [
      {
        extends: true,
        test: { name: 'packages', isolate: false, include: ['packages/*/src/**/*.test.ts'] },
      },
      {
        extends: true,
        test: { name: 'apps', include: ['{apps,tooling}/*/src/**/*.test.ts'] },
      },
    ],
  },
})

export default config
