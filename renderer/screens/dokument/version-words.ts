import type { TextKey } from '../../../shared/texts/translate.ts';

/** The words for how a Version came about. */
export function originKey(entstehung: string): Extract<TextKey, `dok.entstehung.${string}`> {
  switch (entstehung) {
    case 'eingang':
      return 'dok.entstehung.eingang';
    case 'stempel':
      return 'dok.entstehung.stempel';
    case 'unterschrift':
      return 'dok.entstehung.unterschrift';
    case 'schreiben':
      return 'dok.entstehung.schreiben';
    default:
      return 'dok.entstehung.bearbeitung';
  }
}
