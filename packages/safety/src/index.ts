export { safety, detectorsOf } from './safety.ts'
export type { SafetyOptions } from './safety-options.ts'
export { createInjectionDetector } from './injection/injection-detector.ts'
export { loadDetectors } from './load-detectors.ts'
export type { LoadDetectorsOptions } from './load-detectors.ts'
export { defaultDetectors } from './default-detectors.ts'
export { governReply, needsFilter } from './govern-answer.ts'
export { countByRule, safetyHeader } from './safety-event.ts'
export type { Counted, SafetyEvent } from './safety-event.ts'
export { groupLabels, labelOf } from './actions/label-of.ts'
export { conversationOf, nonceOf, Pseudonyms, tokensIn } from './actions/pseudonyms.ts'
export type { NonceScope, Pseudonym } from './actions/pseudonyms.ts'
export type { ReadKey } from './actions/replacement.ts'
export { textLookup, toolLookup } from './actions/restore-lookup.ts'
export { openValue, sealValue } from './actions/seal-value.ts'
export { chatClassifierGuard, parseLabels } from './guards/chat-classifier-guard.ts'
export type { ChatClassifier } from './guards/chat-classifier-guard.ts'
export { GuardUnavailable } from './guards/guard-calls.ts'
export type { GuardOptions } from './guards/guard-calls.ts'
export { moderationCategories, moderationGuard } from './guards/moderation-guard.ts'
export type { GuardEndpoint } from './guards/post-json.ts'
export { presidioGuard } from './guards/presidio-guard.ts'
export { isSigned, signatureOf, webhookGuard } from './guards/webhook-guard.ts'
export type { Webhook } from './guards/webhook-guard.ts'
export { canaryDetector, canaryText } from './output/canary.ts'
export { externalDestinations } from './output/external-destination.ts'
export { links } from './output/links.ts'
export { refusalOf } from './output/refusal.ts'
export type { Refusal } from './output/refusal.ts'
export { applies, matchesAny } from './policy/applies.ts'
export type { RuleContext } from './policy/applies.ts'
export { checkPolicy } from './policy/check-policy.ts'
export type { CheckOptions, PolicyProblem } from './policy/check-policy.ts'
export { compilePolicy, extended } from './policy/compile-policy.ts'
export type {
  CompiledPolicy,
  CompiledRule,
  CompileOptions,
  LockedRules,
} from './policy/compile-policy.ts'
export { edits, severity, stronger } from './policy/severity.ts'
export type { ActionName } from './policy/severity.ts'
export { preset, presetNames } from './presets/presets.ts'
export { createScanner, DetectorFailed } from './scan/create-scanner.ts'
export type {
  ScanContext,
  ScanInput,
  Scanner,
  ScannerOptions,
  ScanResult,
} from './scan/create-scanner.ts'
export type { Reported } from './scan/decide.ts'
export type { DetectorFailure } from './scan/detect-text.ts'
export type { RuleFinding } from './scan/rule-finding.ts'
export { createScanCache } from './scan/scan-cache.ts'
export type { ScanCache } from './scan/scan-cache.ts'
export { AnswerFilter } from './stream/answer-filter.ts'
export type { AnswerScope } from './stream/answer-scope.ts'
export { createEventFilter } from './stream/create-event-filter.ts'
export type { EventFilterState } from './stream/create-event-filter.ts'
export { createTextFilter } from './stream/create-text-filter.ts'
export type { TextFilterOptions, TextStream } from './stream/create-text-filter.ts'
export type { Blocked } from './stream/text-filter.ts'
export { walkBody, pointerOf } from './surfaces/walk-body.ts'
export type { BodySurface, BodySurfaces, Classify } from './surfaces/walk-body.ts'
export type {
  Action,
  Detector,
  Finding,
  Limits,
  LocalDetector,
  Policy,
  Preset,
  Prefilter,
  Profile,
  RestoreOptions,
  Role,
  Rule,
  RuleScope,
  ScanOptions,
  SecretRef,
  Streaming,
  StreamPolicy,
  Surface,
  SurfaceKind,
  Trust,
  Verdict,
} from './types.ts'
export { createLanguageDetector } from './content/language.ts'
export type { LanguageGuess, LanguageRule } from './content/language.ts'
export { createLengthDetector } from './content/length.ts'
export type { LengthRule } from './content/length.ts'
export { createRegexDetector } from './content/regex.ts'
export type { RegexRule } from './content/regex.ts'
export { createTermsDetector } from './content/terms.ts'
export type { TermList } from './content/terms.ts'
export { createPiiDetector } from './pii/create-pii-detector.ts'
export type { PiiDetectorOptions } from './pii/create-pii-detector.ts'
export { createNameRecognizer, loadNames } from './pii/names.ts'
export type { NameLists } from './pii/names.ts'
export type { Match, PiiContext, Recognizer } from './pii/recognizer.ts'
export { createLiteralScan } from './prefilter/aho-corasick.ts'
export type { LiteralScan } from './prefilter/aho-corasick.ts'
export { trigger, triggersOf } from './prefilter/triggers.ts'
export { createSecretDetector } from './secrets/create-secret-detector.ts'
export { createViews } from './unicode/create-views.ts'
export type { Codec, DecodedView, InvisibleRun, View, Views } from './unicode/views.ts'
export { warmUp } from './warm-up.ts'
