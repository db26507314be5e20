import { applicationFormats } from './application-formats.ts'
import { hasEveryKind, hasJwtHeader, isMixed } from './secret-checks.ts'
import { serviceFormats, type FormatRow } from './service-formats.ts'

/** One token format: what it begins with and how it goes on. */
export interface SecretRule {
  readonly id: string
  /** Literal beginnings. */
  readonly prefixes: readonly string[]
  /** Literals inside, with how many characters of the token stand before them. */
  readonly inside: readonly (readonly [literal: string, back: number])[]
  /** Matched at the token's first character. */
  readonly pattern: RegExp
  readonly isValid?: (token: string) => boolean
  /** Tokens may be longer than a stream holds back: then the first 64 characters decide. */
  readonly isLong: boolean
  /** What those must look like, when the prefix alone does not convince. */
  readonly head?: RegExp
}

const rows: readonly FormatRow[] = [
  ['github-pat', 'ghp_', /ghp_[A-Za-z0-9]{36}/y, hasEveryKind],
  ['github-oauth', 'gho_', /gho_[A-Za-z0-9]{36}/y, hasEveryKind],
  ['github-app', 'ghu_|ghs_', /gh[us]_[A-Za-z0-9]{36}/y, hasEveryKind],
  ['github-refresh', 'ghr_', /ghr_[A-Za-z0-9]{36,76}/y, hasEveryKind],
  ['github-fine-grained', 'github_pat_', /github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}/y],
  ['gitlab-pat', 'glpat-', /glpat-[A-Za-z0-9_-]{20,54}/y],
  ['gitlab-deploy', 'gldt-', /gldt-[A-Za-z0-9_-]{20,54}/y],
  ['gitlab-runner', 'glrt-|GR1348941', /(?:glrt-|GR1348941)[A-Za-z0-9_-]{20,54}/y],
  ['gitlab-trigger', 'glptt-', /glptt-[0-9a-f]{40}/y],
  ['gitlab-feed', 'glft-', /glft-[A-Za-z0-9_-]{20,54}/y],
  ['gitlab-agent', 'glagent-', /glagent-[A-Za-z0-9_-]{50,100}/y],
  ['aws-access-key', 'AKIA|ASIA|ABIA|ACCA|A3T', /A(?:KIA|SIA|BIA|CCA|3T[A-Z0-9])[A-Z0-9]{16}/y],
  ['google-api-key', 'AIza', /AIza[A-Za-z0-9_-]{35}/y, isMixed],
  ['google-oauth-secret', 'GOCSPX-', /GOCSPX-[A-Za-z0-9_-]{28}/y],
  ['google-oauth-token', 'ya29.', /ya29\.[A-Za-z0-9_-]{20,500}/y],
  ['google-refresh-token', '1//0', /1\/\/0[A-Za-z0-9_-]{40,120}/y],
  ['openai-project', 'sk-proj-', /sk-proj-[A-Za-z0-9_-]{40,220}/y, isMixed],
  ['openai-service', 'sk-svcacct-', /sk-svcacct-[A-Za-z0-9_-]{40,220}/y, isMixed],
  ['openai-admin', 'sk-admin-', /sk-admin-[A-Za-z0-9_-]{40,220}/y, isMixed],
  ['anthropic', 'sk-ant-', /sk-ant-(?:api|admin|oat|sid)\d{2}-[A-Za-z0-9_-]{40,140}/y],
  ['openrouter', 'sk-or-v1-', /sk-or-v1-[0-9a-f]{64}/y],
  ['litellm-virtual', 'sk-lf-|pk-lf-', /[sp]k-lf-[0-9a-f-]{36}/y],
  ['openai', 'sk-', /sk-[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}|sk-[A-Za-z0-9]{32,60}/y, isMixed],
  ['groq', 'gsk_', /gsk_[A-Za-z0-9]{48,56}/y],
  ['xai', 'xai-', /xai-[A-Za-z0-9]{70,90}/y],
  ['perplexity', 'pplx-', /pplx-[A-Za-z0-9]{40,60}/y],
  ['replicate', 'r8_', /r8_[A-Za-z0-9]{37}/y],
  [
    'huggingface',
    'hf_',
    /hf_[A-Za-z]{34}/y,
    (token) => /[a-z]/.test(token.slice(3)) && /[A-Z]/.test(token),
  ],
  ['huggingface-org', 'api_org_', /api_org_[A-Za-z]{34}/y],
  ['nvidia', 'nvapi-', /nvapi-[A-Za-z0-9_-]{60,70}/y],
  ['fireworks', 'fw_', /fw_[A-Za-z0-9]{22,26}/y, isMixed],
  ['cerebras', 'csk-', /csk-[a-z0-9]{48}/y],
  ['tavily', 'tvly-', /tvly-(?:dev-|prod-)?[A-Za-z0-9]{32}/y],
  ['langsmith', 'lsv2_', /lsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}/y],
  ['pinecone', 'pcsk_', /pcsk_[A-Za-z0-9]{5,8}_[A-Za-z0-9]{60,70}/y],
  ['stripe-secret', 'sk_live_|sk_test_|sk_org_', /sk_(?:live|test|org)_[A-Za-z0-9+/]{16,120}/y],
  ['stripe-restricted', 'rk_live_|rk_test_', /rk_(?:live|test)_[A-Za-z0-9]{16,120}/y],
  ['stripe-webhook', 'whsec_', /whsec_[A-Za-z0-9+/=]{32,54}/y],
  [
    'slack-token',
    'xoxb-|xoxp-|xoxa-|xoxr-|xoxs-|xoxo-',
    /xox[bpaors]-\d{5,14}-[A-Za-z0-9-]{10,120}/y,
  ],
  ['slack-app', 'xapp-', /xapp-\d-[A-Z0-9]{8,12}-\d{8,14}-[0-9a-f]{64}/y],
  ['slack-config', 'xoxe', /xoxe(?:\.xox[bp])?-\d-[A-Za-z0-9]{100,250}/y],
  [
    'slack-webhook',
    'hooks.slack.com/',
    /hooks\.slack\.com\/(?:services|workflows|triggers)\/[A-Z0-9]{8,12}\/[A-Z0-9]{8,14}\/[A-Za-z0-9]{20,30}/y,
  ],
  [
    'discord-webhook',
    'discord.com/api/webhooks/|discordapp.com/api/webhooks/',
    /discord(?:app)?\.com\/api\/webhooks\/\d{17,20}\/[A-Za-z0-9_-]{60,80}/y,
  ],
  ['twilio-key', 'SK', /SK[0-9a-f]{32}/y],
  ['twilio-account', 'AC', /AC[0-9a-f]{32}/y],
  ['sendgrid', 'SG.', /SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}/y],
  ['mailgun', 'key-', /key-[0-9a-f]{32}/y],
  ['mailchimp', '32~-us', /[0-9a-f]{32}-us\d{1,2}/y],
  ['resend', 're_', /re_[A-Za-z0-9]{8}_[A-Za-z0-9]{24}/y],
  ['brevo', 'xkeysib-', /xkeysib-[0-9a-f]{64}-[A-Za-z0-9]{16}/y],
  ['npm', 'npm_', /npm_[A-Za-z0-9]{36}/y, hasEveryKind],
  ['pypi', 'pypi-AgEIcHlwaS5vcmc', /pypi-AgEIcHlwaS5vcmc[A-Za-z0-9_-]{50,200}/y],
  ['rubygems', 'rubygems_', /rubygems_[0-9a-f]{48}/y],
  ['docker-hub', 'dckr_pat_|dckr_oat_', /dckr_[po]at_[A-Za-z0-9_-]{27,40}/y],
  ['digitalocean', 'dop_v1_|doo_v1_|dor_v1_', /do[por]_v1_[0-9a-f]{64}/y],
  ['linear', 'lin_api_|lin_oauth_', /lin_(?:api|oauth)_[A-Za-z0-9]{32,54}/y],
  ['notion', 'ntn_', /ntn_\d{11}[A-Za-z0-9]{35}/y],
  ['notion-legacy', 'secret_', /secret_[A-Za-z0-9]{43}/y],
  ['figma', 'figd_|figu_', /fig[du]_[A-Za-z0-9_-]{40,46}/y],
  ['atlassian', 'ATATT3', /ATATT3[A-Za-z0-9_=-]{80,220}/y],
  ['bitbucket', 'ATBB', /ATBB[A-Za-z0-9]{32}/y],
  ['shopify', 'shpat_|shpca_|shppa_|shpss_', /shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}/y],
  ['square', 'sq0atp-|sq0csp-|sq0idp-', /sq0(?:atp|csp|idp)-[A-Za-z0-9_-]{22,43}/y],
  ['square-access', 'EAAA', /EAAA[A-Za-z0-9_-]{60}/y],
  [
    'paypal-braintree',
    'access_token$production$',
    /access_token\$production\$[a-z0-9]{16}\$[0-9a-f]{32}/y,
  ],
  ['telegram-bot', '8~:AA|9~:AA|10~:AA', /\d{8,10}:AA[A-Za-z0-9_-]{33}/y],
  ['facebook', 'EAA', /EAA[A-Za-z0-9]{90,250}/y, isMixed],
  ['databricks', 'dapi', /dapi[0-9a-f]{32}(?:-\d)?/y],
  ['grafana-service', 'glsa_', /glsa_[A-Za-z0-9]{32}_[0-9a-f]{8}/y],
  ['grafana-cloud', 'glc_', /glc_[A-Za-z0-9+/]{32,400}={0,2}/y],
  ['sentry-user', 'sntryu_', /sntryu_[0-9a-f]{64}/y],
  ['sentry-org', 'sntrys_', /sntrys_eyJ[A-Za-z0-9+/=_]{80,400}/y],
  ['newrelic', 'NRAK-', /NRAK-[A-Z0-9]{27}/y],
  ['postman', 'PMAK-', /PMAK-[0-9a-f]{24}-[0-9a-f]{34}/y],
  ['pulumi', 'pul-', /pul-[0-9a-f]{40}/y],
  ['terraform-cloud', '14~.atlasv1.', /[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_=-]{60,70}/y],
  ['vault', 'hvs.|hvb.', /hv[sb]\.[A-Za-z0-9_-]{24,200}/y],
  [
    'doppler',
    'dp.pt.|dp.st.|dp.ct.|dp.sa.|dp.scim.|dp.audit.',
    /dp\.(?:pt|st|ct|sa|scim|audit)\.(?:[a-z0-9_-]{2,12}\.)?[A-Za-z0-9]{40,44}/y,
  ],
  ['planetscale', 'pscale_', /pscale_(?:tkn|pw|oauth)_[A-Za-z0-9_.=-]{32,54}/y],
  ['supabase', 'sbp_', /sbp_[0-9a-f]{40}/y],
  ['netlify', 'nfp_', /nfp_[A-Za-z0-9]{36}/y],
  ['cloudflare-origin', 'v1.0-', /v1\.0-[0-9a-f]{24}-[0-9a-f]{146}/y],
  ['heroku', 'HRKU-', /HRKU-[A-Za-z0-9_-]{36,54}/y],
  ['airtable', 'pat', /pat[A-Za-z0-9]{14}\.[0-9a-f]{64}/y],
  ['age', 'AGE-SECRET-KEY-1', /AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}/y],
  ['azure-storage', 'AccountKey=', /AccountKey=[A-Za-z0-9+/]{86}==/y],
  ['azure-sas', 'sig=', /sig=[A-Za-z0-9%]{43,56}(?:%3D|=)/y],
  [
    'jwt',
    'eyJ',
    /eyJ[A-Za-z0-9_-]{8,2000}\.eyJ[A-Za-z0-9_-]{8,4000}\.[A-Za-z0-9_-]{10,1000}/y,
    hasJwtHeader,
  ],
  ['signalbox', 'sb-', /sb-[A-Za-z0-9]{6,20}-[A-Za-z0-9]{24,40}/y, isMixed],
]

/** Formats with tokens of more than 64 characters, next to what their first 64 look like. */
const long: ReadonlyMap<string, RegExp> = new Map([
  ['github-refresh', /^ghr_[A-Za-z0-9]+$/],
  ['github-fine-grained', /^github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]+$/],
  ['gitlab-agent', /^glagent-[\w-]+$/],
  ['google-oauth-token', /^ya29\.[\w-]+/],
  ['google-refresh-token', /^1\/\/0[\w-]+$/],
  ['openai-project', /^sk-proj-[\w-]+$/],
  ['openai-service', /^sk-svcacct-[\w-]+$/],
  ['openai-admin', /^sk-admin-[\w-]+$/],
  ['anthropic', /^sk-ant-[a-z]{3,5}\d{2}-[\w-]+$/],
  ['openrouter', /^sk-or-v1-[0-9a-f]+$/],
  ['xai', /^xai-[A-Za-z0-9]+$/],
  ['nvidia', /^nvapi-[\w-]+$/],
  ['pinecone', /^pcsk_\w+$/],
  ['stripe-secret', /^sk_(?:live|test|org)_[A-Za-z0-9+/]+$/],
  ['stripe-restricted', /^rk_(?:live|test)_[A-Za-z0-9]+$/],
  ['slack-token', /^xox[bpaors]-\d{5,14}-[A-Za-z0-9-]+$/],
  ['slack-app', /^xapp-\d-[A-Z0-9]{8,12}-\d{8,14}-[0-9a-f]+$/],
  ['slack-config', /^xoxe[.xobp-]*\d-[A-Za-z0-9]+$/],
  ['slack-webhook', /^hooks\.slack\.com\/(?:services|workflows|triggers)\/[A-Z0-9]{8,12}\//],
  ['discord-webhook', /^discord(?:app)?\.com\/api\/webhooks\/\d{17,20}\//],
  ['sendgrid', /^SG\.[\w-]{22}\.[\w-]+$/],
  ['brevo', /^xkeysib-[0-9a-f]+$/],
  ['pypi', /^pypi-[\w-]+$/],
  ['digitalocean', /^do[por]_v1_[0-9a-f]+$/],
  ['atlassian', /^ATATT3[\w=-]+$/],
  ['paypal-braintree', /^access_token\$production\$[a-z0-9]{16}\$[0-9a-f]+$/],
  ['facebook', /^EAA[A-Za-z0-9]{61}$/],
  ['grafana-cloud', /^glc_[A-Za-z0-9+/]+$/],
  ['sentry-user', /^sntryu_[0-9a-f]+$/],
  ['sentry-org', /^sntrys_eyJ[\w+/=]+$/],
  ['terraform-cloud', /^[A-Za-z0-9]{14}\.atlasv1\.[\w=-]+$/],
  ['vault', /^hv[sb]\.[\w-]+$/],
  ['cloudflare-origin', /^v1\.0-[0-9a-f]{24}-[0-9a-f]+$/],
  ['airtable', /^pat[A-Za-z0-9]{14}\.[0-9a-f]+$/],
  ['age', /^AGE-SECRET-KEY-1[0-9A-Z]+$/],
  ['azure-storage', /^AccountKey=[A-Za-z0-9+/]+$/],
  ['jwt', /^eyJ[\w-]+\.?/],
])

export const secretRules: readonly SecretRule[] = [
  ...rows,
  ...serviceFormats,
  ...applicationFormats,
].map(([id, literals, pattern, isValid, longHead]) => {
  const parts = literals.split('|')
  const head = longHead ?? long.get(id)
  return {
    id,
    pattern,
    prefixes: parts.filter((part) => !/^\d+~/.test(part)),
    inside: parts
      .filter((part) => /^\d+~/.test(part))
      .map((part) => [part.slice(part.indexOf('~') + 1), Number.parseInt(part, 10)]),
    isLong: head !== undefined,
    ...(head === undefined ? {} : { head }),
    ...(isValid === undefined ? {} : { isValid }),
  }
})
