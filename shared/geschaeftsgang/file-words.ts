import { type Language, translate } from '../texts/translate.ts';

/** What is said of the files of a Geschaeftsgang whose chain holds; `unread` are the numbers of Versionen whose file was not read on this device. */
export function fileWords(language: Language, unread: readonly number[]): string {
  if (unread.length === 0) return translate(language, 'gang.files.read');
  return translate(language, 'gang.files.unread', { n: unread.length, welche: unread.join(', ') });
}
