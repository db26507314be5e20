/** Words and marks that a name follows, whatever it is. */
export const STRONG: RegExp =
  /(?:(?<!\p{L})(?:mrs?|ms|miss|mx|dr|prof|professor|sir|madam|herr|frau|mme|monsieur|madame|señora?|sra?|dott|signora?|pan|pani|president|senator|judge|justice|detective|captain|sergeant|lieutenant|colonel|nurse|coach|uncle|aunt|née|né|born|spouse|child)\.? |(?:my name is|name is|under the name|in the name of|i am|i'm|this is|dear|hi|hello|hey|attn:?|signed,?|regards,|sincerely,|thanks,|cheers,|ich heiße|mein name ist|je m'appelle|me llamo|mi chiamo|named|name[:=]|(?<![a-z])(?:(?:first|last|full|given|family|middle|maiden)[_ -]?)?(?:sur)?name"?\s?[:=] ?"?|contact:?|patient:?|customer:?|employee:?|by)\s?)$/iu
/** Words that whole names follow, but also other words with a capital. */
export const BEFORE_NAMES: RegExp =
  /(?<!\p{L})(?:mijn naam is|ik ben|ik heet|de heer|mevrouw|meneer|nazywam się|jestem|mitt namn är|jag heter|mit navn er|mitt navn er|jeg heter|meu nome é|(?:eu )?me chamo|o meu nome é|sono|soy|je suis|c'est|heißt|heiße|heet|se llama|s'appelle|si chiama|nommée?|familie|herrn|don|doña|dona|senhora?|client[ea]?|pa[cz]ient[ea]?|patientin|kunde|kundin|klant|klient(?:ka)?|employee|tenant|applicant|passenger|claimant|witness|driver|holder|beneficiary(?: is)?|author|written by|signed by|titulaire|titular|intestatario|kontoinhaber(?:in)?|ansprechpartner(?:in)?|z\. ?hd\.|p\. ?p\.)[:,]? ?$/iu
/** Words near which a word with a capital is rather a name. */
export const CUE: RegExp =
  /(?<!\p{L})(?:name|names|mr|mrs|ms|dr|customer|patient|employee|client|user|contact|friend|colleague|wife|husband|son|daughter|brother|sister|mother|father|manager|director|author|written|met|told|said|says|asked|called|named|with|from|dear|signed|for|to|by)(?!\p{L})[^.!?\n]{0,24}$/iu
/** What places follow rather than people. */
export const BEFORE_PLACES: RegExp =
  /(?<!\p{L})(?:in|near|University of|City of) (?:Lake |Fort |Port |Saint )?$/u
