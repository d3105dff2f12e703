import { useState } from 'react';
import { type CardFacts, type CardModuleFacts, lookAtCards } from '../../actions/look-at-cards.ts';
import { Button } from '../../ui/button.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';

/** Kartenleser und Karten: what the modules see, what is wrong and what to do, as text that can be copied. */
export function CardsCard() {
  const { t } = useTexts();
  const [modules, setModules] = useState<readonly CardModuleFacts[] | null>(null);
  const [isCopied, setCopied] = useState(false);
  const task = useTask();
  const lines = useCardLines(modules);
  const look = () =>
    task.run(async () => {
      setCopied(false);
      setModules(await lookAtCards());
    });
  const copy = () =>
    setCopied(
      copyText(
        lines.map(({ depth, text, code }) => ['  '.repeat(depth) + text, code].filter(Boolean).join(' ')).join('\n'),
      ),
    );
  return (
    <section className="card">
      <h2>{t('cards.title')}</h2>
      <p>{t('cards.why')}</p>
      <ErrorNote error={task.error} />
      <div role="status">
        {task.isRunning && modules === null && <p>{t('cards.looking')}</p>}
        {lines.length > 0 && (
          <ul className="plain-list">
            {lines.map(({ depth, text, code }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the lines are one text, replaced as a whole
              <li key={index} style={{ paddingInlineStart: `${depth}rem` }}>
                {text} {code && <small>{code}</small>}
              </li>
            ))}
          </ul>
        )}
      </div>
      <div className="row">
        <Button isDisabled={task.isRunning} onPress={() => void look()}>
          {t(modules === null ? 'cards.look' : 'cards.again')}
        </Button>
        {modules !== null && (
          <Button look="quiet" isDisabled={task.isRunning} onPress={copy}>
            {t(isCopied ? 'cards.copied' : 'cards.copy')}
          </Button>
        )}
      </div>
    </section>
  );
}

interface Line {
  readonly depth: number;
  readonly text: string;
  /** Of a problem: the line with its code. */
  readonly code?: string;
}

/** One line per module, reader, card and certificate, deeper ones further in; a problem says its code. */
function useCardLines(modules: readonly CardModuleFacts[] | null): readonly Line[] {
  const { t, error, date } = useTexts();
  if (modules === null) return [];
  if (modules.length === 0) return [{ depth: 0, text: t('cards.noModule') }];
  const wrong = (depth: number, code: CardModuleFacts['problem']): Line[] =>
    code === null ? [] : [{ depth, text: error(code), code: t('error.code', { code }) }];

  const ofCard = (token: CardFacts): Line[] => [
    { depth: 2, text: t('cards.line.card', { label: token.label, maker: token.manufacturer, model: token.model }) },
    { depth: 2, text: `${t('cards.line.serial', { serial: token.serial })} ${t(`cards.pin.${token.pin}`)}` },
    ...(token.certificates.length === 0 ? [{ depth: 3, text: t('cards.noCertificate') }] : []),
    ...token.certificates.flatMap(({ subject, issuer, notAfter, problem }) => [
      { depth: 3, text: `${subject} ${t('cards.certificate', { issuer, until: notAfter ? date(notAfter) : '' })}` },
      ...wrong(4, problem),
    ]),
  ];
  return modules.flatMap(({ module, problem, readers }) => [
    { depth: 0, text: t('cards.line.module', { module }) },
    ...wrong(1, problem),
    ...(problem === null && readers.length === 0 ? [{ depth: 1, text: t('cards.noReader') }] : []),
    ...readers.flatMap(({ reader, problem: trouble, token }) => [
      { depth: 1, text: t('cards.line.reader', { reader }) },
      ...wrong(2, trouble),
      ...(token ? ofCard(token) : trouble === null ? [{ depth: 2, text: t('cards.noCardHere') }] : []),
    ]),
  ]);
}
