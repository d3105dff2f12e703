import { standIn } from '../../actions/stand-in.ts';
import type { Vorrat, VorratFilter } from '../../replica-api/vorrat-rows.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { useQuery } from '../../use-query.ts';

/** For whom the person acts, and how to end it; beside the work of a colleague, how to begin. */
export function VertretungOffer({ filter, vorrat }: { readonly filter: VorratFilter; readonly vorrat: Vorrat }) {
  const { t } = useTexts();
  const active = useQuery('uebersicht', {})?.vertretung ?? null;
  const task = useTask();
  const { vertretene } = vorrat;
  const person = vertretene.length === 1 ? vertretene[0] : vertretene.find(({ id }) => id === filter.fuer);
  if (!active && filter.kreis !== 'vertretung') return null;
  return (
    <div className="tools">
      {active ? (
        <>
          <strong>{t('vertretung.active', { name: active.name })}</strong>
          <small>
            {active.zeichnung ? t('vertretung.meansWith', { zusatz: active.zeichnung }) : t('vertretung.meansWithout')}
          </small>
          <span className="gap" />
          <Button isDisabled={task.isRunning} onPress={() => void task.run(() => standIn(null))}>
            {t('vertretung.end')}
          </Button>
        </>
      ) : person ? (
        <>
          <Button isDisabled={task.isRunning} onPress={() => void task.run(() => standIn(person.id))}>
            {t('vertretung.start')}
          </Button>
          <small>{t('vertretung.why', { name: person.name })}</small>
        </>
      ) : (
        <small>{t('vertretung.choose')}</small>
      )}
      <ErrorNote error={task.error} />
    </div>
  );
}
