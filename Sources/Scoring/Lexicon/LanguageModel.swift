/// The commonest words of the languages that the detector knows.
enum LanguageModel {
  /// Tag and words, in lower case; a word may stand in several lists.
  ///
  /// Words that every language borrows ("ok", "wow") are in none.
  static let stopWords: [(String, String)] = [
    (
      "en",
      """
      excellent service customer phone went world film movie book girl yay gets gone non neither nor both also often today yesterday time help fun nothing show website free ads users user company support \
      the of and to a in is it you that was for on are with as i his they be at one have this from or had by not but \
      what all were we when your can said there an each which she do how their if will up about out them then these \
      so some her would make like him has more my no just don me been now its who did get than only other could our \
      after why any because even still don't i'm it's am us got never always very much here where going really too \
      think dont u ur thanks thank love yes oh hey true same good great nice awesome perfect bye deleted quit left \
      leaving account accounts site agree exactly totally please sorry yeah nope need want use using used again best \
      better worst bad well new free way two day days year years people thing things nothing everything someone \
      nobody anybody first last old long own let's can't i've i'll i'd isn't doesn't didn't won't wasn't that's \
      what's there's you're they're we're he's she's 'em glad hate works work done gone miss happy sad sure right \
      wrong off over down into before while those every another such anyway mine yours closed moved congratulations \
      wait bother cares load rubbish forces stay since until ever man dat recommend post reading read write says few \
      most many
      """
    ),
    (
      "de",
      """
      benutze verlasse verlassen lösche löschen kündige kündigen abo preis preise daten hallo tschüss mist müll bleibt geblieben wechsel gewechselt umgezogen zurückgekehrt liebe mag empfehle empfehlen keinen keiner meinen meiner meinem diesen seit lange genug satt \
      der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat \
      dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis \
      mehr durch man sein wurde ich habe mich mir mein meine wir uns kann schon wenn jetzt doch was dann immer \
      wieder hier ihr gibt weil kein keine seit bin bitte danke dank genau gut guter schön schade besser früher \
      endlich fertig gelöscht gekündigt konto weg raus selbst schuld nie niemand alles nichts dies diese dieser \
      dieses diesem wer warum wieso weshalb benutzt nutze nutzen mal ja nein eben ganz gar heute gestern morgen jahr \
      jahre jahren tag hinweis kundendienst leider richtig stimmt sehr vielen würde kannst könnte müssen soll sollte \
      bleibe bleiben geht gehe macht gemacht wirklich eigentlich zurück vom beim ins ohne zwei wegen gegen unter \
      damit davon dabei dazu euch ihnen unser eure deine ihre seine welche geschichte beitrag artikel antwortet
      """
    ),
    (
      "es",
      """
      os si ahí tenéis miles abandonan informa periódico clientes nuestro nuestra vuestro gusta puerta algunos quizá tal vez cuando quién cuál dónde mío eso aún allí casi tanto tantos ser estar haber hecho dicho va vas vamos van \
      uso usar usaba pasé paso paso dejo dejé dejar borré borrar cerré cancelé usuario usuarios sigo seguir quedo volví vuelvo razones motivo precio datos hola basura mierda ni sea esté he has hemos han quiero puedo debería porque pues \
      de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha me si sin \
      sobre este ya entre cuando todo esta ser son dos también fue había era muy años hasta desde está mi porque qué \
      sólo han yo hay vez puede todos así nos ni parte tiene él uno donde bien tiempo mismo ese ahora te estoy mis \
      gracias muchas acuerdo contigo adiós cuenta borrada cada peor mejor antes pena nunca jamás nadie usarlo \
      encanta recomiendo recomendable excelente artículo aplicación servicio cliente llevo aquí hoy cierro aviso fui \
      pienso volver totalmente siempre nada algo alguien bueno buena verdad claro creo tengo tienes somos gente año \
      día días hace hacer después otra otro mucha muchos nosotros ustedes usted ellos esto eso esa vida
      """
    ),
    (
      "fr",
      """
      de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec je son \
      cette mais nous vous on être elle aux ou leur comme tout deux même mon était fait si ses été c'est j'ai ma moi \
      très bien sans aussi ça donc alors merci accord supprimé mieux avant compte fermé personne oblige rester bonne \
      bon jamais service quelle quel quelles honte reste amis ici parti rien regrette toujours encore peut faire cet \
      votre vos notre nos leurs ces quand où depuis parce application article désolé voilà oui non trop peu beaucoup \
      vraiment
      """
    ),
    (
      "it",
      """
      di e il la che in a per un è del non una sono le si con i da al come più ma lo anche della nel ha mi questo se \
      ho alla dei gli delle nella perché io su essere tutto molto dal mio hanno era ci quando loro solo stato già \
      fatto cosa grazie d'accordo cancellato volta meglio nessuno obbliga vi restare ottima ottimo applicazione \
      consiglio servizio clienti risponde mai vergogna resto amici qui andato via due anni fa manca niente proprio \
      sempre adesso dopo prima senza ancora quello quella questa questi ogni così davvero bene ciao sì segnalazione \
      account te noi voi tempo
      """
    ),
    (
      "pt",
      """
      de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu sua \
      ou ser quando muito há nos já está eu também só pelo pela até isso ela entre era depois sem mesmo aos ter seus \
      me minha você obrigado obrigada concordo plenamente apaguei tudo antigamente melhor ninguém obriga ficar ótimo \
      aplicativo atendimento nunca responde vergonha fico amigos estão aqui saí dois anos sinto falta nenhuma sempre \
      agora ainda então assim muita muitos coisa gente isto esse essa nem fazer tenho são foram vocês nosso nossa \
      conta dia bom boa aviso cliente
      """
    ),
    (
      "nl",
      """
      de en van ik te dat die in een hij het niet zijn is was op aan met als voor had er maar om hem dan zou of wat \
      mijn men dit zo door over ze zich bij ook tot je mij uit der daar haar naar heb hoe heeft hebben deze u want \
      nog geen meer kan bedankt helemaal mee eens alles verwijderd vroeger veel beter niemand dwingt blijven blijf \
      geweldige echt aanrader klantenservice geeft nooit antwoord schande vrienden zitten hier ben twee jaar geleden \
      weggegaan mis gaan wel niets iets altijd weer alleen toch maken goed dag onze jullie hun welke waar waarom \
      omdat zonder heel tegen onder account artikel
      """
    ),
    (
      "sv",
      """
      och det att i en jag hon som han på den med var sig för så till är men ett om hade de av icke mig du henne då \
      sin nu har inte hans honom skulle hennes där min man ej vid kunde något från ut när efter upp vi dem vara vad \
      över än kan tack tipset håller helt också raderat allt förr mycket bättre ingen tvingar dig stanna stannar \
      svarar aldrig bra lämnade två sedan saknar mina vänner här ja nej inga alla alltid igen bara blir blev hur \
      varför eftersom utan väl år vill ska fick
      """
    ),
    (
      "da",
      """
      helt dig  \
      og i jeg det at en den til er som på de med han af for ikke der var mig sig men et har om vi min havde ham hun \
      nu over da fra du ud sin dem os op man hans hvor eller hvad skal selv her alle vil blev kunne ind når være \
      noget tak tippet enig også slettet hele meget bedre ingen tvinger blive bliver kundeservice svarer aldrig \
      forlod to siden savner mine venner jo førhen nej altid igen bare hvorfor fordi uden år god deres vores jeres \
      hvem hende
      """
    ),
    (
      "no",
      """
      helt deg savner \
      og i jeg det at en et den til er som på de med han av ikke der så var meg seg men har om vi min mitt ha hadde \
      hun nå over da ved fra du ut sin dem oss opp man kan hans hvor eller hva skal selv her alle vil bli ble kunne \
      inn når være takk tipset enig også slettet alt sammen mye bedre ingen tvinger blir kundeservice svarer aldri \
      sluttet orker mer siden savner vennene mine nei alltid igjen bare hvorfor fordi uten år god deres vår dere \
      hvem henne
      """
    ),
    (
      "fi",
      """
      ja on ei se että en hän oli ole olen mutta kun niin kuin minä ovat joka mitä nyt sitä minun vain jos tai siitä \
      sen olla mukaan myös ollut hänen tämä voi jo vielä sekä ne te me he kiitos vinkistä täysin samaa mieltä \
      poistin kaiken ennen paljon parempi kukaan pakota asiakaspalvelu vastaa koskaan jään täällä lähdin kaksi \
      vuotta sitten kaipaa enkä ystäväni hyvä kyllä miksi koska ilman aina
      """
    ),
    (
      "pl",
      """
      i w nie na się z do to że jest o jak po co tak za ale od już mnie tylko był dla mi jego ja jestem są być może \
      przez czy ma go tego jej było które który tym pod dzięki dziękuję informację zgadzam wszystko usunęłam \
      usunąłem kiedyś dużo lepiej nikt zmusza zostania obsługa klienta nigdy odpowiada zostaję moi znajomi tu też \
      dwa lata temu wcale ten ta te tę oraz bardzo dlaczego ponieważ bez zawsze konto dobry teraz
      """
    ),
    (
      "cs",
      """
      a v se na je že to s z o i do ale jsem si jak za by po co tak jeho od ve už jen nebo když jako byl pro který \
      jsou není ještě může mi mě aby až podle díky upozornění naprosto souhlasím taky všechno smazal dřív bylo \
      mnohem lepší nikdo nenutí zůstat zákaznická podpora nikdy neodpovídá zůstávám mám tady přátele dvěma lety \
      odešel proč protože bez vždy ten ta byla dobrý teď velmi vás
      """
    ),
    (
      "hu",
      """
      a az és hogy nem is egy ez van meg volt csak de már mint még ha el azt vagy ki lehet én nagyon most nekem \
      minden köszönöm teljesen egyetértek töröltem mindent régen sokkal jobb senki soha válaszol maradok mert itt \
      vannak barátaim két éve miért nélkül mindig jó köszi ezt neki sok akkor vagyok
      """
    ),
    (
      "ro",
      """
      și de la a în nu cu pe că o un din este mai sunt să ce se pentru am care dar au fost fi ca le lui ai sau \
      foarte mulțumesc complet acord tine eu șters totul înainte era mult bine nimeni obligă serviciul niciodată \
      rămân prietenii mei aici doi ani deloc îmi plecat mi te fără mereu bun acum
      """
    ),
    (
      "tr",
      """
      ve bir bu da de için ile çok ne daha ben var ama o gibi kadar olarak değil mi en sonra olan her şey benim ya \
      ki teşekkürler tamamen katılıyorum şeyi sildim eskiden iyiydi kimse müşteri hizmetleri hiç iki yıl önce burada \
      arkadaşlarım neden çünkü zaman iyi şimdi bilgi sizi
      """
    ),
    (
      "id",
      """
      yang dan di itu dengan untuk tidak ini dari dalam akan pada juga saya ke karena ada bisa kita aku sudah mereka \
      lebih terima kasih atas sangat setuju semuanya dulu jauh baik kamu layanan pelanggan pernah tahun lalu keluar \
      tinggal kenapa tanpa selalu sekarang memaksa anda bagus
      """
    ),
    (
      "vi",
      """
      và của là không có được cho một người tôi trong này đã với các những để khi như thì bạn cảm ơn rời hai năm \
      trước hoàn toàn đồng ý phải ở lại ai chia sẻ rất vì sao luôn bây giờ tốt
      """
    ),
    (
      "ca",
      """
      de la el que i a en les els per un una no és amb del al es va ha més però com si jo ho són aquest aquesta molt \
      també moltes gràcies l'avís hi estic totalment d'acord tot abans millor ningú quedar dos anys vaig marxar \
      enyoro gens perquè sense sempre bo ara aquí fa
      """
    ),
  ]
}
