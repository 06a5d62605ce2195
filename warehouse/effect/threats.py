"""What threatens every figure of an effect; it stands beside each of them, a line each."""

NB = """\
Kommunene meldte seg selv på: de som ville endre noe, kan ha gjort det uten kurset.
Kursede kommuner ligger tett og kjøper sammen med naboer: virkningen kan ha smittet over på dem de måles mot.
Andre kurs, nettverk og digitaliseringsprogrammer kan ha truffet de samme kommunene på samme tid.
Kunngjøringer viser bare en del av det kurset lærer bort: mye dialog med markedet setter ikke spor i dem.
Skjemaene ble lagt om i 2023 og terskler ble endret; det kan slå ulikt ut for store og små kommuner.
Sammenslåinger gjør noen kommuner til andre enn de var, midt i perioden.
Et kjøp regnes fra dagen konkurransen ble lyst ut, ellers fra valget; de siste mangler ennå resultat.
Mange indikatorer er prøvd: av tjue som ingenting påvirker, vil én i snitt se ut som en effekt."""
EN = """\
Municipalities chose the course themselves: those who wanted to change may have changed without it.
Trained municipalities lie close and buy with neighbours: the effect may have spilled over to those they are held to.
Other courses, networks and digital programmes may have reached the same municipalities at the same time.
Notices show only part of what the course teaches: much dialogue with the market leaves no trace in them.
Forms changed in 2023 and thresholds moved; that may weigh differently on large and small municipalities.
Mergers turn some municipalities into others than they were, in the middle of the period.
A purchase counts from the day its competition was announced, else decided; the latest still lack results.
Many indicators are tried: of twenty that nothing affects, one will look like an effect on average."""
