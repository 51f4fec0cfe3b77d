namespace IngestPipeline.Text.Tests;

/// <summary>Traps of each language: a bar in the text stands where a sentence begins.</summary>
public sealed class SentencesOfLanguagesTests
{
    [Theory]
    [InlineData("Gen. Lee of St. Louis met Sen. Ruiz. |The talks failed.")]
    [InlineData("J. R. R. Tolkien wrote it. |Few read it.")]
    [InlineData("It opened at 5 p.m. |The shop closed at 9 p.m. Friday.")]
    [InlineData("He works for Acme Inc. |They pay well. |Acme Inc. Chairman Roe left.")]
    [InlineData("He joined Yahoo! in May. |It failed…but slowly. |Then it ended.")]
    [InlineData("Prices rose 3.5 percent (see p. 7 and No. 4) on Jan. 5. |Nobody cared.")]
    [InlineData("“Why?” he asked. |“Go.” |She went (as ever, i.e. late. Very late) home. |(It rained. |Hard.) |Later it stopped.")]
    [InlineData("Mr. Oduya, b. Sept. 3, 1950, left the U.S. Army and moved to the U.K. |He holds a Ph.D. in law. |Was it worth it?! |“I think so.” |wikiHow says no. |Dr. J. Smith Jr. agreed on Plan B. |The end.")]
    public void English(string text) => Check("en", text);

    [Theory]
    [InlineData("Am 3. Oktober 1990 kam Dr. Weber. |Er blieb bis zum 21. Jahrhundert.")]
    [InlineData("Die 2. Bundesliga beginnt. |Das 1. Quartal war gut.")]
    [InlineData("Es gibt z. B. Äpfel, u. a. Boskoop, d. h. Obst. |Auch Birnen.")]
    [InlineData("„Wir gehen.“ |Er ging. |»Warum?« |Sie wusste es.")]
    [InlineData("Er zahlte 3,5 Mio. Euro. |Sie bekam 2 Mrd. |Das war viel.")]
    [InlineData("Er war 20. |Danach ging er. |Kaiser Wilhelm II. Hohenzollern floh.")]
    [InlineData("Prof. Dr. A. B. Meier kam … und ging. |So war es…  |Ja!")]
    [InlineData("Die Müller & Co. KG in der Hauptstr. 5 zahlt lt. Vertrag ca. 3.000 Euro bzw. 10 Prozent. |Nr. 7 blieb leer. |„Am 15. August ist Schluss“, sagte Fr. Kühn. |„Wirklich?“, fragte er. |Vgl. Abs. 3. |Und dann usw. |Die Sitzung endete um 17.30 Uhr.")]
    public void German(string text) => Check("de", text);

    [Theory]
    [InlineData("M. Le Goff et Mme Roux sont là. |Ils parlent.")]
    [InlineData("MM. Petit et Blanc, p. ex., sont venus. |C'était bien.")]
    [InlineData("« On y va. » |Il partit. |« Pourquoi ? » demanda-t-elle.")]
    [InlineData("Il est né av. J.-C. selon Mgr. Dupont. |L'histoire est longue.")]
    [InlineData("L'art. 5 et le no. 7 sont clairs. |Oui.")]
    [InlineData("Il y a des pommes, des poires, etc. |Les enfants mangent.")]
    [InlineData("La hausse est de 3,5 %. |Elle continue… mais lentement.")]
    [InlineData("Le Dr. Morel, env. 50 ans, habite bd. Voltaire. |M. De Gaulle (cf. p. 12) l'a dit : « C'est fini. » |Et puis ? |Rien ! |La S.A. Martin vend le 3. |Les U.S. Marines, eux, restent.")]
    public void French(string text) => Check("fr", text);

    [Theory]
    [InlineData("El Sr. López y la Sra. Díaz hablaron. |Fue breve.")]
    [InlineData("Hay frutas, p. ej. Manzanas. |¿Cuáles? |¡Todas!")]
    [InlineData("Los EE. UU. Mantienen tropas en EE. UU. |El gobierno calló.")]
    [InlineData("Vino el Dr. J. M. Ruiz. |Se fue a las 5 p.m. |La sala cerró.")]
    [InlineData("«Vámonos». |Él se fue. |“Sí.” |Nadie habló.")]
    [InlineData("Véase la pág. 7 y el art. 3. |No hay más.")]
    [InlineData("Subió un 3.5 por ciento... y bajó. |Después nada.")]
    [InlineData("El Gral. Ortiz, de Acme S.A. de C.V. en la Avda. Central, nació en el s. II a.C. |Los Ing. Paz y Vega (cf. núm. 9) lo niegan. |¿Y Ud. Don Luis? |«No sé», dijo. |Etc. |Así acaba.")]
    public void Spanish(string text) => Check("es", text);

    [Theory]
    [InlineData("Il sig. Rossi e il Dott. Bianchi parlano. |Poi vanno.")]
    [InlineData("L'On. Verdi, cfr. pag. 7, tace. |È tardi.")]
    [InlineData("Vende mele, pere, ecc. |La gente compra.")]
    [InlineData("La Fiat S.p.A. Torino cresce. |Lavora per la Fiat S.p.A. |Il padre no.")]
    [InlineData("«Andiamo.» |Lui andò. |“Perché?” |Lei tacque.")]
    [InlineData("Nel 44 a.C. Cesare morì. |Era marzo.")]
    [InlineData("Cresce del 3,5 per cento… ma piano. |Davvero!")]
    [InlineData("L'Avv. G. B. Neri (art. 5, vol. 2) e Mons. Galli videro p. es. Roma. |C'è altro? |No. |L'Ing. Ferri disse: «È finita». |Tutti uscirono alle 17.30. |Fine.")]
    public void Italian(string text) => Check("it", text);

    private static void Check(string language, string text) => SentencesTests.Check(text.Replace("|", "", StringComparison.Ordinal), language, text);
}
