import type { Bearbeitung, OfficeState, Stand } from '../../shared/bearbeitung.ts';
import { errorCode } from '../../shared/errors.ts';
import { officeTypes } from '../../shared/office/office-types.ts';
import { recordText } from '../../shared/texts/translate.ts';
import { call, onBridgeEvent } from '../bridge-client.ts';
import { command } from '../replica-client.ts';
import { showNotice } from '../state/notice.ts';
import { setOffice, setOfficeFailure } from '../state/office.ts';
import { fetchFromMain } from './office-bytes.ts';

let running: Promise<void> = Promise.resolve();

/** Makes Versionen of what was saved outside, now and whenever main tells of more. Answers with the function that stops it. */
export function startTakingStates(): () => void {
  const take = () => void takeSavedStates().catch(() => undefined);
  take();
  return onBridgeEvent((event) => {
    if (event.type === 'office') take();
  });
}

/** Makes Versionen of everything that was saved outside until now, one after the other. */
export function takeSavedStates(): Promise<void> {
  running = running.catch(() => undefined).then(takeAll);
  return running;
}

async function takeAll(): Promise<void> {
  const office: OfficeState = await call('office.state', {});
  setOffice(office);
  for (const bearbeitung of office.bearbeitungen) {
    if (bearbeitung.staende.length === 0) continue;
    try {
      await takeStaende(bearbeitung);
      setOfficeFailure(bearbeitung.id, null);
    } catch (error) {
      // It stays with main, encrypted; the others go on.
      setOfficeFailure(bearbeitung.id, error);
      if (errorCode(error) === 'locked') throw error;
    }
  }
}

async function takeStaende({ id, dokument, version, staende }: Bearbeitung): Promise<void> {
  let vorgaenger = version;
  for (const stand of staende) {
    const bytes = await fetchFromMain(await call('office.read', { id, n: stand.n }));
    const taken = await command('takeDraft', { dokument, vorgaenger, bytes, ...wordsOf(stand) });
    const tip = stand.ending === 'andere' ? vorgaenger : taken.version;
    await call('office.taken', { id, n: stand.n, version: tip });
    vorgaenger = tip;
    const { nummer, isBeside } = taken;
    const titel = bare(stand.name);
    showNotice({
      text: ({ t }) => {
        if (stand.ending === 'andere') return t('entwurf.takenOther', { name: stand.name });
        return isBeside ? t('entwurf.takenBeside', { titel }) : t('entwurf.taken', { titel, n: nummer });
      },
      isUnsent: true,
    });
  }
}

function wordsOf({ ending, name }: Stand) {
  const isPdf = ending === 'pdf';
  const titel = bare(name);
  if (ending === 'andere') {
    // No Version of a letter; but nothing that a person saved is thrown away.
    const text = recordText('entwurf.vermerk.other');
    const datei = { dateiname: name.slice(-255), mimetyp: 'application/octet-stream' };
    return { as: 'beside', datei, text, beside: { titel: name.slice(0, 500), text } } as const;
  }
  return {
    as: 'version' as const,
    datei: { dateiname: `${titel}.${ending}`, mimetyp: isPdf ? 'application/pdf' : officeTypes[ending] },
    text: recordText(isPdf ? 'entwurf.vermerk.pdf' : 'entwurf.vermerk.saved'),
    beside: {
      titel: recordText('entwurf.beside.titel', { titel }),
      text: recordText('entwurf.beside.vermerk', { titel }),
    },
  };
}

const bare = (name: string) => name.replace(/\.[a-z]+$/i, '');
