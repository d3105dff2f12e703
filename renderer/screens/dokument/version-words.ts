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
    default:
      return 'dok.entstehung.bearbeitung';
  }
}
