import type { Lexicon } from '../cues.ts'

export const polish: Lexicon = {
  language: 'pl',
  order: 'verb-first',
  phrases: {
    cancel:
      'zignoruj* | ignoruj* | ignorować | zignorować | zapomnij* | zapomnieć | pomiń | pomijaj | odrzuć | nie przestrzegaj | nie stosuj się | nie słuchaj | przestań przestrzegać | nie bierz pod uwagę | nie zwracaj uwagi | obejdź | nadpisz | unieważnij | usuń | skasuj | porzuć | złam | zlekceważ | lekceważ | wyłącz | zastąp | anuluj | nie obowiązują | omiń | odłóż na bok | odłóż | nie zważaj na | zapomnij o | zapomnij | nie zwracaj uwagi na | łam | ignoruj | nie przestrzegaj już | nie słuchaj już | nie stosuj się do | nie wykonuj | nie kieruj się | wymaż',
    prior:
      'poprzedni* | wcześniejsz* | powyższ* | powyżej | dotychczasow* | uprzedni* | początkow* | pierwotn* | oryginaln* | przedtem | wcześniej | stare | ostatnie | pierwsze | otrzymane | wyżej | już',
    whole: 'wszystkie | wszystkich | wszystko | wszelkie | wszelkich | każde | każdą | cały | całą',
    own: 'twoje | twoich | swoje | swoich | twój | twojego | które otrzymałeś | które dostałeś | ci podano | ci dano | systemow* | systemu | wewnętrzn* | tajne | ukryte | programist* | programisty | operatora',
    orders:
      'instrukcj* | polecen* | wytyczn* | dyrektyw* | rozkaz* | komend* | prompt | prompty | promptu | wskazów* | nakaz* | programowani* | zalecenia | zadania | instrukcje | instrukcji | polecenia | poleceń | wytycznych | wytyczne | zasady | zasad | reguły | zadaniu | zadanie | promptu systemowego | ograniczenia | zasadach | regułach',
    limits:
      'zasad* | reguł* | kontekst* | ogranicze* | tekst* | filtr* | limit* | rozmow* | etyk* | rolę',
    everything:
      'wszystko powyżej | wszystko co powyżej | wszystko co było | wszystko co wiesz | wszystko co ci powiedziano | wszystko co powiedziałem | wszystko co wcześniej | wszystko przed | wszystko co zostało | o wszystkim co | o wszystkim powyżej | o wszystkim | wszystko powyższe | to co powyżej | wszystko do tej pory | wszystko co napisano wyżej | wszystkim co przeczytałeś | wszystko co przeczytałeś | to o co prosił cię | to co ci powiedziano | co ci powiedziano | to co napisano wyżej | o wszystkim co było | wszystkim co było wcześniej | wszystko i zacznij | wszystko i | nic z powyższego | tekst powyżej | powyższy tekst | powyższe | poprzednie zadanie | o pierwotnym zadaniu | wszystko co napisano | że jesteś sztuczną inteligencją | że jesteś asystentem | wymaż wszystko i | usuń wszystko i | o co cię proszono | co ci kazano | tym co ci powiedziano',
    reveal:
      'ujawnij* | pokaż* | wypisz | powtórz | podaj | daj mi | wyświetl | wydrukuj | zdradź | zacytuj | skopiuj | jakie są | jaka jest | jaki był | jakie były | przeliteruj | udostępnij | wymień | słowo w słowo | dosłownie | wyjaw | pokaż | jakie instrukcje | jakie zasady | dokładnie | ujawnij | jakie polecenia | czego nie wolno | czego nie możesz | pokaż mi | czego nie | co było napisane | pokaż co | jakie masz | wypisz je',
    prompt:
      'twoje instrukcje | twoich instrukcji | swoje instrukcje | swój prompt | twój prompt | twoje zasady | swoje zasady | początkowe instrukcje | pierwotne instrukcje | ukryte instrukcje | tajne instrukcje | wewnętrzne instrukcje | początkowy prompt | pierwotny prompt | oryginalny prompt | instrukcje które | ukryty prompt | tajne zasady | instrukcje dostałeś | dostałeś na początku | instrukcje otrzymałeś | otrzymałeś na początku | zasady dał ci | dał ci programista | nad tą wiadomością | przed tą wiadomością | swojego promptu | nie wolno ci mówić | zabroniono ci | twoje wewnętrzne instrukcje | polecenia dostałeś | polecenia otrzymałeś | zasady otrzymałeś | zasady dostałeś | instrukcje dał ci | na początku rozmowy | swój prompt systemowy | twój prompt systemowy | powyżej tej wiadomości | przed moją pierwszą wiadomością | przed moją wiadomością | nie możesz mi powiedzieć | nie wolno ci powiedzieć | wiadomość systemową | nie możesz powiedzieć | ci powiedziano na początku',
    role: 'jesteś teraz | teraz jesteś | od teraz jesteś | od teraz | od tej pory | od tej chwili | odtąd | zachowuj się jak | udawaj że | udawaj | działaj jako | wciel się w | odgrywaj rolę | odegraj rolę | przyjmij rolę | wyobraź sobie że jesteś | symuluj | będziesz | stań się | chcę żebyś działał | nie jesteś już | graj rolę | zagraj rolę | odpowiadaj jak | odpowiadaj jako | grasz | wyobraź sobie że | wciel się | odgrywaj | wcielasz się',
    free: 'bez ogranicze* | bez żadnych | bez filtrów | bez cenzury | bez zasad | bez reguł | bez limitów | bez granic | bez moraln* | bez etyk* | żadnych ogranicze* | żadnych zasad | żadnych reguł | żadnych filtrów | żadnych granic | nieocenzurowan* | niecenzurowan* | nieograniczon* | nieetyczn* | amoraln* | niemoraln* | wolny od | uwolniony od | nie obowiązują cię | tryb programisty | tryb dewelopera | możesz wszystko | wszystko wolno | może wszystko | zrobić wszystko | wszystko jest dozwolone | bez moralności | nigdy nie odmawia | nigdy nie odmawiasz | wolny od wszelkich ograniczeń | bez żadnych ograniczeń | złą sztuczną inteligencję | bez żadnych zasad | bez ograniczeń | bez etyki | żadnych ograniczeń | nie masz żadnych | nie ma żadnych ograniczeń | odpowiadasz na wszystko | odpowiada na wszystko | nieocenzurowany | nieocenzurowana | wolny od wszelkich',
    fresh:
      'nowe instrukcje | nowa instrukcja | nowe polecenie | nowe polecenia | nowe zadanie | nowe zasady | twoje prawdziwe zadanie | prawdziwe zadanie | twoje nowe zadanie | nowy prompt | nowa rola | zamiast tego zrób | zaktualizowane instrukcje | nowe wytyczne | zmiana instrukcji | zmiana zadania | twoim zadaniem jest teraz | zamiast tłumaczyć | zamiast odpowiadać | instrukcje się zmieniły | zasady się zmieniły | twoje zadanie to teraz',
    not: 'nie | nigdy | bez',
    comply:
      'nigdy nie odmawiaj | nie odmawiaj | bez odmowy | bez ostrzeże* | żadnych ostrzeże* | odpowiadaj na wszystko | na każde pytanie | wszystkie pytania | nielegaln* | nawet jeśli to nielegalne',
    machine:
      'droga ai | drogi asystencie | drogie ai | uwaga ai | notatka dla ai | wiadomość dla ai | wiadomość do ai | instrukcja dla ai | instrukcje dla ai | instrukcje dla asystenta | uwaga dla ai | uwaga dla asystenta | jeśli jesteś ai | jeśli jesteś sztuczną | jeśli jesteś modelem | do asystenta ai | asystent musi | hej ai | asystenta ai który to czyta | do każdego asystenta ai | jeśli jesteś modelem językowym | wiadomość dla asystenta',
    first:
      'zanim odpowiesz | przed odpowiedzią | zanim przejdziesz dalej | zanim podsumujesz | najpierw musisz | zanim wykonasz',
    hush: 'nie mów użytkownikowi | nie mów o tym użytkownikowi | nic nie mów użytkownikowi | nie informuj użytkownika | bez informowania użytkownika | bez wiedzy użytkownika | nie wspominaj o tym | potajemnie | po cichu | bez potwierdzenia',
    urgent:
      'ważna wiadomość | ważna instrukcja | ważne instrukcje | pilna wiadomość | komunikat systemowy | powiadomienie systemowe | bardzo ważne',
    send: 'wyślij | prześlij | wysłać | przekaż | dołącz | opublikuj',
    data: 'hasł* | dane logowania | dane użytkownika | dane osobowe | historię rozmowy | historię czatu | klucz api | klucze api | poufne | wszystkie e maile | kontakty',
    mine: 'moje | moich | mój | moją | nasze',
    topic:
      'co oznacza | co znaczy | znaczenie | przykład | wyrażenie | zdanie | przetłumacz | tłumaczenie | atak* | wyjaśnij | artykuł | tytuł | cytat',
    secret: 'hasło | tajne słowo | tajny kod | sekret | kod dostępu | hasła | sekretne słowo',
    task: 'proszę | musisz | zrób co następuje | wykonaj | żebyś zrobił | żebyś',
    soft: 'napisz | przetłumacz | streść | opisz | powiedz | jaki jest',
    passage:
      'prompt systemowy | promptu systemowego | wiadomość systemow* | instrukcje systemow* | instrukcji systemow* | tekst powyżej | powyższy tekst | powyższe instrukcje | instrukcje powyżej | poprzednie instrukcje | wytyczne systemowe | wiadomość systemowa',
    guise: 'włącz | aktywuj | tryb deweloperski | przełącz się',
    posing: 'użytkownik chce też | użytkownik chce | użytkownik prosi',
  },
}
