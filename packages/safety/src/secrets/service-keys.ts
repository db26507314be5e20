import { entropy } from './secret-checks.ts'
import { isRandom } from './secret-values.ts'

/** Services whose keys have no beginning of their own; names that are everyday words are left out. */
const SERVICES = new RegExp(
  [
    'abuseipdb|accuweather|adobe|adyen|agora|aiven|airbrake|airtable|algolia|alibaba|alpha[ _-]?vantage|amplitude',
    'anthropic|apify|apollo[ _-]?io|appcenter|appsflyer|appveyor|asana|assembly[ _-]?ai|atlassian|auth0|avalara|aws',
    'azure|bamboohr|baseten|beamer|bigcommerce|binance|bitbucket|bitfinex|bitly|bitmex|bitrise|bittrex|brandfetch',
    'braintree|brave[ _-]?search|brevo|browserstack|bugsnag|buildkite|bybit|calendly|censys|chargebee|chatgpt|checkly',
    'circle[ _-]?ci|clarifai|clearbit|clickup|clicksend|cloudflare|cloudinary|cloudsmith|codacy|code[ _-]?climate',
    'codecov|cohere|coinbase|coingecko|coin[ _-]?market[ _-]?cap|coinapi|confluent|contentful|contentstack|convertkit',
    'coralogix|coveralls|cronitor|crowdin|customer[ _-]?io|currencylayer|cypress|databricks|datadog|deepai|deepgram',
    'deepinfra|deepl|deepseek|deno[ _-]?deploy|digital[ _-]?ocean|discord|docusign|doppler|dropbox|droplr|dynatrace',
    'ebay|elastic|eleven[ _-]?labs|etherscan|etsy|eventbrite|exchange[ _-]?rate|facebook|fastly|fauna|figma|finicity',
    'finnhub|firebase|fivetran|fixer[ _-]?io|flickr|flightaware|fmp|freshbooks|freshdesk|freshservice|fullstory|gemini',
    'geocodio|geoapify|ghost[ _-]?admin|giphy|gitea|github|gitlab|gitter|gladia|gocardless|google|grafana|graphhopper',
    'groq|gumroad|hashnode|helpscout|heroku|hetzner|honeybadger|honeycomb|hotjar|hubspot|hugging[ _-]?face|hunter[ _-]?io',
    'hunter|ibm|ideogram|imgur|infura|instagram|intercom|ipdata|ipgeolocation|ip[ _-]?info|ipstack|iterable|jenkins|jfrog',
    'jira|jotform|jumpcloud|kaggle|klaviyo|kraken|kucoin|last[ _-]?fm|launchdarkly|linkedin|linode|livekit|locationiq',
    'logdna|loggly|logtail|looker|loqate|mailchimp|mailerlite|mailgun|mailjet|mandrill|mapbox|mapquest|maptiler|marketo',
    'mattermost|maxmind|meraki|messagebird|metabase|mistral|mixpanel|mollie|moralis|mongodb|nasa|netlify|newrelic',
    'new[ _-]?relic|newsapi|news[ _-]?api|nexmo|ngrok|notion|novita|nvidia|nylas|nytimes|okta|omdb|onesignal|open[ _-]?ai',
    'opencage|open[ _-]?weather(?:[ _-]?map)?|opsgenie|optimizely|pagerduty|paypal|paystack|pendo|pexels|pinata|pinecone|pingdom',
    'pipedrive|pixabay|plaid|polygon[ _-]?io|postmark|posthog|prismic|pubnub|pusher|qdrant|quickbooks|rapid[ _-]?api|razorpay',
    'recharge[ _-]?payments|recurly|reddit|replicate|ringcentral|rollbar|salesforce|sambanova|sauce[ _-]?labs|scaleway',
    'scrapingbee|scraper[ _-]?api|securitytrails|sendbird|sendgrid|sendinblue|sentry|serpapi|serper|shodan|shopify|signalwire',
    'skyscanner|slack|smartsheet|snyk|sonar(?:cloud|qube)?|sparkpost|splunk|spoonacular|spotify|squarespace|stability|statuspage',
    'strava|stripe|stytch|sumologic|supabase|tatum|taxjar|telegram|telnyx|terraform|textmagic|thingsboard|tiktok|tomorrow[ _-]?io',
    'together[ _-]?ai|tomtom|travis|trello|twelvedata|twilio|twitch|twitter|typeform|unsplash|upstash|uptimerobot|urlscan',
    'vercel|virus[ _-]?total|visual[ _-]?crossing|vonage|vultr|wakatime|walmart|weather[ _-]?api|weatherbit|weatherstack|weaviate|webex|webflow',
    'wepay|whatsapp|wandb|woocommerce|workday|worldcoinindex|wrike|xero|yandex|yelp|youtube|zendesk|zenserp|zoho|zoom[ _-]?(?:client|api)',
  ].join('|'),
  'i',
)
/** Keys that are no secrets, and what only tells of a thing. */
const PUBLIC =
  /(?:public|publish(?:able|ed)?|cache|idempotency|sort|partition|primary|foreign|external|row|object|s3|host|kms|site|anon|page|sync|cancel(?:lation)?|csrf|lock|group|translation|i18n|query|route|elastic\w{0,10}[ _-]routing|registry|dedup\w*)[ _-]?$/i
/** What follows `key` in names of other things. */
const ABOUT =
  /^(?:key|certificate|pat)[ _-]?(?:ids?\b|_id|names?|hash|sha|md5|fingerprint|thumbprint|arn|ring|vault|version|code|frames?|words?|board|path|serial|files?|header|format|type|prefix|usage)/i
const REACH = 40

/** Whether a key or token at `at`, named by `opening`, is next to the name of the service that it is for. */
export function isForService(text: string, at: number, opening: string): boolean {
  const before = text.slice(Math.max(0, at - REACH), at)
  return !PUBLIC.test(before) && !ABOUT.test(opening) && SERVICES.test(before)
}

/** Random, or shorter than what convinces without the name of a service. */
export function isServiceKey(head: string): boolean {
  if (/^(?:SHA|MD|sha|md)\d{1,3}:/.test(head)) return false
  if (isRandom(head)) return true
  const parts = head.split(/[:.]/)
  if (parts.length > 1) return parts.some((part) => part.length > 15 && isRandom(part))
  return (
    head.length >= 14 &&
    /^[A-Za-z0-9]+$/.test(head) &&
    entropy(head) > 2.9 &&
    /\d\D+\d/.test(head) &&
    /[A-Za-z]\d+[A-Za-z]/.test(head)
  )
}
