import { command } from '../replica-client.ts';

/** Notes, in the history of its Dokument, that the person has seen with which act a round ended; `text` says so in words (V17). */
export async function noteGangEnd(zeichnung: string, text: string): Promise<void> {
  await command('addVermerk', { bezugArt: 'zeichnung', bezug: zeichnung, text });
}
