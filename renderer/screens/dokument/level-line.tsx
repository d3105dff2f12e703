import type { TextKey } from '../../../shared/texts/translate.ts';
import type { VersionZeile } from '../../replica-api/dokument-rows.ts';
import { useTexts } from '../../ui/use-texts.ts';

/** One quiet line: to which level a Version's signatures were raised, since when, and why not further. */
export function LevelLine({ version }: { readonly version: VersionZeile }) {
  const { t, error, date, dateTime, moment, zone } = useTexts();
  const { format, anhebung } = version;
  return (
    <>
      {format && (
        <small title={`${dateTime(format.erstellt)} ${zone(format.erstellt)}`}>
          {t('anhebung.reached', {
            stufe: format.stufe,
            time: date(format.erstellt),
            means: t(meansKey(format.stufe)),
          })}
        </small>
      )}
      {format?.traegtBis && (
        <small>{t(anhebung ? 'anhebung.renewing' : 'anhebung.carries', { time: date(format.traegtBis) })}</small>
      )}
      {anhebung?.code === null && !format?.traegtBis && <small>{t('anhebung.waiting')}</small>}
      {anhebung?.code && (
        <small>
          {anhebung.until ? t('anhebung.later', { time: moment(anhebung.until) }) : t('anhebung.never')}{' '}
          {error(anhebung.code)} {t('error.code', { code: anhebung.code })}
        </small>
      )}
    </>
  );
}

function meansKey(stufe: string): Extract<TextKey, `anhebung.means.${string}`> {
  switch (stufe) {
    case 'B-T':
    case 'B-LT':
    case 'B-LTA':
      return `anhebung.means.${stufe}`;
    default:
      return 'anhebung.means.other';
  }
}
