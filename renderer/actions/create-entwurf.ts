import { officeTypes } from '../../shared/office/office-types.ts';
import { recordText } from '../../shared/texts/translate.ts';
import { blankText } from '../pdf-client.ts';
import { command } from '../replica-client.ts';

/** Begins a text in a Vorgang: an empty text file as a new Dokument. Answers its id. */
export async function createEntwurf(vorgang: string, titel: string): Promise<string> {
  const datei = { dateiname: `${titel.slice(0, 200)}.odt`, mimetyp: officeTypes.odt };
  const bytes = await blankText(titel);
  const text = recordText('entwurf.vermerk.begun');
  const { dokument } = await command('createEntwurf', { vorgang, titel, bytes, datei, text });
  return dokument;
}
