import type { SignWords } from './sign-words.ts'

export const englishSigns: SignWords = {
  ai: 'ai ais a.i llm llms chatbot chatbots chat_bot chat_bots chatgpt gpt gpt-4 gpt-5 gpt4 gpt5 claude gemini copilot siri alexa grok deepseek llama mistral language_model language_models ai_agent ai_agents ai_assistant ai_assistants ai_model ai_models ai_system ai_systems ai_tool ai_tools ai_reader ai_readers ai_reviewer ai_reviewers llm_agent llm_agents coding_agent coding_agents coding_assistant coding_assistants browsing_agent browsing_agents browser_agent web_agent web_agents shopping_agent shopping_assistant mail_agent mail_assistant email_assistant email_agent virtual_assistant digital_assistant automated_agent automated_agents automated_assistant automated_reader automated_readers automated_system automated_systems automated_tool automated_tools autonomous_agent autonomous_agents artificial_intelligence language_ai robot robots bot bots summarizer summariser summarizers summarisers notetaker note_taker non-human machine_reader machine_readers software_agent intelligent_agent hey_assistant dear_assistant',
  helper:
    'agent agents assistant assistants model models machine machines algorithm algorithms crawler crawlers scraper scrapers parser reviewer reviewers reader readers helper helpers caller system_reading program software whoever recipient',
  you: "you u ya yourself you're you'll you've",
  your: 'your ur yours',
  me: "i me we us i'm i've myself i'd",
  my: 'my mine our ours',
  user: 'user users human humans owner owners principal boss operator account_holder customer client buyer shopper visitor the_person candidate applicant',
  theirs: "user's users' owner's his her their human's its",
  they: 'he she they him them',
  duty: 'must shall should ought have_to has_to need_to needs_to required obliged supposed instructed expected ordered are_to is_to bound mandatory obligatory have_been_asked are_asked is_asked requested make_sure be_sure ensure',
  please:
    "please kindly pls plz would_you could_you can_you will_you i_want_you_to i_need_you_to i_would_like_you_to i'd_like_you_to you_can you_may feel_free be_so_kind do_me_a_favour do_me_a_favor favour favor thx",
  lead: 'and then also just now so next rather first simply hereby additionally moreover furthermore finally immediately quickly always never to do must should can could would will have need shall',
  before:
    'before after prior_to once afterwards as_soon_as until while ahead_of thereafter when_done beforehand first_of_all at_the_end at_the_start in_the_end',
  resume:
    'continue proceed resume carry_on go_on go_back return_to as_normal as_usual as_planned keep_going get_back',
  always:
    'from_now_on always every_time henceforth whenever each_time in_the_future from_here_on from_then_on from_this_point permanently forever remember memory memorize memorise going_forward in_all in_every for_every by_default',
  urgent:
    'urgent urgently immediately important attention asap emergency critical at_once right_away warning priority alert without_delay straight_away straightaway high-priority notice',
  not: "not don't dont doesn't never no without cannot nor mustn't shouldn't needn't neither nothing nobody avoid stop refrain",
  hush: 'secretly silently quietly discreetly confidential unnoticed covertly in_secret hidden between_us in_the_background invisible invisibly behind_the_scenes no_trace no_traces traces our_secret keep_this keep_it keep_quiet keep_silent stay_silent leave_out conceal hide unseen',
  tell: 'tell inform notify mention confirm alert warn explain comment report asking telling mentioning informing confirmation approval permission approve notification notifying confirming asked verify double-check consult',
  ignore:
    'ignore disregard forget skip override bypass drop discard neglect overlook set_aside put_aside stop_following do_not_follow overrule supersede replace ditch scrap abandon void cancelled revoked superseded obsolete outdated overridden no_longer_valid no_longer_apply invalid',
  send: 'send forward mail e-mail email post upload share transfer wire pay transmit submit dispatch dm deliver text message tweet publish leak exfiltrate copy push move pass hand donate deposit reply_to',
  erase:
    'delete erase wipe remove cancel destroy purge uninstall clear empty trash unsubscribe deactivate overwrite corrupt format',
  run: 'run execute invoke call trigger launch start eval install apply perform use using carry_out perform',
  visit:
    'visit open click go_to browse navigate follow fetch download load access log_in sign_in login paste type enter go scan retrieve curl',
  say: 'say reply respond answer write state claim print output respond_with reply_with answer_with begin_with start_with end_with speak talk phrase pretend conclude announce declare insist finish close refuse decline',
  add: 'add include append insert put attach prepend embed place mention cite quote link incorporate weave work_in sign_off',
  reveal:
    'reveal disclose show display list dump repeat expose describe provide give share tell_me hand_over give_me show_me quote recite look_up find search read check collect gather extract',
  make: 'write create build develop implement generate code program compose design produce construct craft script make provide give_me show_me supply draft prepare devise set_up deploy write_me code_up',
  change:
    'change enable disable approve grant assign reset set update merge close accept unlock whitelist invite mark promote raise turn switch modify edit replace rename allow activate confirm reject transfer lower increase swap substitute redirect rotate escalate make_public release refund withdraw convert adjust score grade reschedule schedule book reserve label classify_as treat consider',
  praise:
    'recommend rank rate suggest promote advertise praise prefer endorse favour favor advise buy pick choose select push hire shortlist convince persuade encourage urge tout present highlight emphasize emphasise credit',
  ask: 'translate summarize summarise explain describe list name classify calculate compute encode decode rewrite paraphrase compare define identify solve plan convert analyze analyse write tell give suggest recommend determine sort extract find count spell outline discuss imagine help teach compose recite sing guess predict estimate simplify correct proofread expand create provide generate state evaluate assess draft reverse',
  buy: 'buy order purchase subscribe checkout invest bid sell reserve donate acquire',
  task: 'task tasks request question instruction instructions prompt prompts order orders command commands query assignment job directive directives guideline guidelines rule rules request_above goal objective mission brief',
  prior:
    'previous above earlier original former initial prior preceding given foregoing so_far until_now other_instructions everything anything_else past old existing current first',
  fresh:
    'new updated revised actual real next following additional second other different changed latest correct another true extra restored replacement',
  answer:
    'answer answers response responses reply replies output outputs summary summaries translation review result conclusion report message solution fix code_you your_text recommendation final_answer description explanation',
  secret:
    'password passwords passphrase credential credentials token tokens api_key api_keys key keys cookie cookies session pin otp code codes passcode verification_code security_code one-time secret secrets ssh_key private_key seed_phrase .env env environment_variables environment_variable card_number card_details cvc cvv ssn passport system_prompt clipboard 2fa two-factor login_data login_details access_code',
  data: 'contacts contact emails e-mails mails inbox mailbox file files document documents conversation chat history messages calendar photos location address_book addresses folder drive database records data list transcript memory context notes invoices attachments repository phone_number home_address bank_details personal chat_history',
  money:
    'dollars dollar euros euro usd eur gbp pounds account iban bitcoin btc eth crypto coin coins wallet payment bank money gift_card gift_cards savings refund $ discount',
  shell:
    'curl wget bash sh sudo rm chmod powershell eval exec npm_install pip_install git_push cmd base64_-d terminal subprocess os.system crontab rm_-rf dd mkfs systemctl iptables netsh taskkill shutdown',
  tongue:
    'python java javascript typescript c++ c# rust golang perl php ruby kotlin swift html css sql vba r bash powershell batch assembly lua scala haskell node node.js react django flask excel in_c in_go vbscript jquery',
  code: 'script scripts program programme function functions code app application macro snippet snippets module class loop algorithm bookmarklet extension plugin service daemon cron_job cronjob bot endpoint api query regex website webpage web_page server driver dll package one-liner lines_of_code import method command-line library game component dockerfile',
  harm: 'keylogger keystrokes keystroke each_key key_pressed ransom ransomware encrypt encrypts encrypting exfiltrate backdoor back_door reverse_shell remote_shell shell_access malware virus worm trojan spyware rootkit botnet ddos denial_of_service flood floods sniff sniffs sniffer intercept intercepts eavesdrop eavesdrops spy spies spying steal steals stealing hijack hijacks shut_down shuts_down firewall antivirus defender phishing crash crashes screenshot screenshots screen webcam microphone fingerprint document.cookie localstorage etc_passwd hosts_file brute-force brute_force infinite_loop fork_bomb fills_the_disk disk_full wipe wipes deletes disables disable_the listens_on socket packets pcap scapy pynput imagegrab rmtree mac_address serial_number operating_system system_files system32 registry boot_sector boot permissions 777 chmod root_access victim stealth stealthily undetected without_the_user silent attacker inject exploit payload port_scan scans_ports open_ports crack decrypt network_traffic traffic traffic_analysis disconnect disconnects network_adapter internet_connection overload overloads exhaust memory_leak all_files every_file whole_disk hard_drive home_directory passwords browser_history saved_passwords hidden_window iframe obfuscated remote_server remote_host remote_machine foreign_server external_server my_server',
  cipher:
    'base64 cipher caesar rot13 emoji emojis backwards backward reverse reversed uppercase lowercase capital_letters all_caps capitals rhyme rhymes pirate morse pig_latin leetspeak hex binary vowels vowel misspell misspelled misspellings typos haiku limerick poem poetry shakespeare yoda upside_down reversed_order letter letters encoded encrypted substitution ascii numbers_only digits alphabet',
  language:
    'french german spanish italian portuguese dutch polish russian chinese japanese korean arabic turkish latin klingon swedish danish greek hebrew hindi finnish norwegian czech ukrainian swahili english',
  note: 'note notes message memo announcement remark hint p.s ps postscript reminder advisory bulletin directive disclaimer information info',
  system:
    'system admin administrator developer developers security root internal operator override sysadmin moderator maintainer maintainers support_team it_department compliance headquarters openai anthropic google microsoft',
  mode: 'mode debug maintenance privileged elevated unrestricted jailbreak developer_mode protocol test_mode admin_mode',
  done: 'done finished completed complete successful successfully over resolved well_done good_job good_work great_job fulfilled solved closed accomplished task_complete achieved',
  border: 'begin end start stop eof ends begins closing end_of start_of begin_of',
  consent:
    'authorized authorised approved consent permission verified agreed allowed confirmed pre-approved preapproved on_behalf in_the_name consented authorization authorisation permitted wants wishes asked_me told_me signed_off clearance',
  tool: 'tool tools function api plugin action actions endpoint send_email send_mail send_money http_request webhook mcp shell_command command',
  threat:
    'otherwise or_else failure fail fails suspended penalty consequences terminated banned fined punished deactivated locked expire expires blocked lose fired shut_off',
  topic:
    'attack attacks attacker attackers injection injections example examples e.g researchers research paper vulnerability vulnerabilities jailbreaks phishing suppose imagine such_as scam scams fraud fraudsters study prompt_injection for_example called training workshop quiz exercise',
  manual:
    'parameter parameters returns return default defaults config configuration option options method package packages library version versions npm yarn api docs documentation usage deprecated const import string boolean null undefined type types class field fields argument arguments value values header headers flag flags install fixed support release changelog readme license licence copyright',
  if: 'if when in_case since should_you unless provided_that whether',
  read: 'read reads reading parse parses parsing process processes processing processed summarize summarizes summarizing summarise summarising scan scans scanning see sees seeing handle handles handling encounter encounters visiting analyzing analysing reviewing review indexing crawling opened reviewed working_on looking_at ingest ingests',
  this: 'this here these below the_following as_follows',
  page: 'text page email document site website content section line paragraph file post comment article ticket issue repository repo listing product',
  greet: 'dear hi hey hello hallo greetings psst listen thanks thank_you regards sincerely cheers',
  which:
    'what who whom whose how why which where is_there are_there is_it do_you did are_you does is are was were can do',
  all: 'all every any each whole entire full complete',
  only: 'only just exactly nothing_but nothing_else verbatim word_for_word exact solely single_word one_word the_word the_words the_sentence the_phrase this_sentence the_following_sentence',
  instead: 'instead rather_than in_place_of in_place instead_of',
  best: 'best top greatest first_choice number_one perfect amazing 5_stars five_stars highest excellent must-have superior cheapest limited_offer free_gift prize winner congratulations',
}
