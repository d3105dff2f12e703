import { recordText } from '../../shared/texts/translate.ts';
import { command } from '../replica-client.ts';

/** Notes, in the history of its Dokument, that the person has seen with which act a round ended (V17). */
export async function noteGangEnd(zeichnung: string): Promise<void> {
  await command('addVermerk', { bezugArt: 'zeichnung', bezug: zeichnung, text: recordText('vorrat.gang.seen') });
}
