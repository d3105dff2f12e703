import { useState } from 'react';
import type { Stempelkatalog } from '../../replica-api/stempel-rows.ts';
import { leaveScreen } from '../../state/leaving.ts';
import { useSelection } from '../../state/selection.ts';
import { Faces } from '../../ui/faces.tsx';
import { Loading } from '../../ui/loading.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { useQuery } from '../../use-query.ts';
import { newDefinition } from './new-definition.ts';
import './stempel.css';
import { StempelEditor } from './stempel-editor.tsx';
import { StempelList } from './stempel-list.tsx';

/** The kinds of stamps: a list, the details of one, and how it looks. Only the Registratur changes them. */
export function StempelScreen() {
  const katalog = useQuery('stempelkatalog', {});
  return katalog ? <Stempel katalog={katalog} /> : <Loading />;
}

function Stempel({ katalog }: { readonly katalog: Stempelkatalog }) {
  const { t } = useTexts();
  const [chosen, setChosen] = useSelection('stempel');
  const [fresh, setFresh] = useState<string | null>(null);
  const row = katalog.arten.find(({ kind }) => kind.id === chosen) ?? katalog.arten[0];
  const isFresh = fresh !== null && chosen === fresh && !katalog.arten.some(({ kind }) => kind.id === fresh);
  const current = isFresh ? null : (row?.kind.id ?? null);
  const choose = (id: string) => id !== current && leaveScreen(() => setChosen(id));
  const create = () =>
    leaveScreen(() => {
      const id = `st-${crypto.randomUUID()}`;
      setFresh(id);
      setChosen(id);
    });
  return (
    <Faces look="three stempel" names={[t('faces.angaben'), t('stempel.preview')]}>
      <StempelList
        arten={katalog.arten}
        current={current}
        onChoose={choose}
        onCreate={katalog.darfPflegen ? create : null}
      />
      {isFresh ? (
        <StempelEditor
          key={fresh}
          id={fresh}
          kind={newDefinition(t('stempel.newTitle'))}
          row={null}
          katalog={katalog}
        />
      ) : (
        row && <StempelEditor key={row.kind.id} id={row.kind.id} kind={row.kind} row={row} katalog={katalog} />
      )}
    </Faces>
  );
}
