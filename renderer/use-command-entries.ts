import { lockByHand } from './actions/lock-session.ts';
import { setPreference } from './actions/set-preference.ts';
import { syncNow } from './actions/sync-now.ts';
import type { PageAction } from './page-actions.ts';
import { askPractice, isPractice } from './state/practice.ts';
import { navigate } from './state/route.ts';
import { useTexts } from './ui/use-texts.ts';
import { useQuery } from './use-query.ts';

const screens = [
  'arbeitsvorrat',
  'posteingang',
  'akten',
  'fristen',
  'suche',
  'ausgang',
  'konflikt',
  'speicher',
  'einstellungen',
] as const;
const hitLimit = 7;

/** One line that the command field offers. */
export interface CommandEntry {
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
  readonly run: () => void;
}

/** What the command field offers for a text, in groups: Akten and Vorgaenge that match, the full text, screens, what the page can do, commands. */
export function useCommandEntries(text: string, onPage: readonly PageAction[], onHelp: () => void) {
  const { t, language } = useTexts();
  const otherLanguage = language === 'de' ? 'en' : 'de';
  const limit = text.length >= 2 ? hitLimit : 0;
  const akten = useQuery('akten', {
    aktenplaneinheit: null,
    text,
    sort: 'aktenzeichen',
    descending: false,
    offset: 0,
    limit,
  });
  const vorgaenge = useQuery('vorgaenge', {
    akte: null,
    text,
    sort: 'geschaeftszeichen',
    descending: false,
    offset: 0,
    limit,
  });
  const matches = (label: string) => label.toLowerCase().includes(text.toLowerCase());
  const goTo: CommandEntry[] = screens.map((name) => ({
    id: `go:${name}`,
    label: t(`nav.${name}`),
    run: () => navigate(name),
  }));
  const commands: CommandEntry[] = [
    { id: 'do:sync', label: t('command.syncNow'), run: () => void syncNow() },
    ...(isPractice()
      ? [
          { id: 'go:uebung', label: t('uebung.title'), run: () => navigate('uebung') },
          { id: 'do:end', label: t('uebung.end'), detail: t('lock.key'), run: () => askPractice('end') },
        ]
      : [
          { id: 'do:lock', label: t('command.lock'), detail: t('lock.key'), run: () => lockByHand() },
          { id: 'do:practise', label: t('uebung.command'), run: () => askPractice('start') },
        ]),
    {
      id: 'do:language',
      label: t('command.language'),
      run: () => void setPreference({ language: otherLanguage }),
    },
    { id: 'do:help', label: t('command.shortcuts'), detail: '?', run: onHelp },
  ];
  const here: CommandEntry[] = onPage.map(({ label, run }) => ({ id: `here:${label}`, label, run }));
  const found = limit > 0;
  const inText: CommandEntry = {
    id: 'do:search',
    label: t('find.text.entry'),
    detail: t('shortcuts.key.search'),
    run: () => navigate(`suche/${text}`),
  };
  const fullText = { label: t('find.text'), entries: found ? [inText] : [] };
  // Who types the name of a place or a command means it.
  const isNamed = [...goTo, ...here, ...commands].some(({ label }) =>
    label.toLowerCase().startsWith(text.toLowerCase()),
  );
  return [
    {
      label: t('find.akten'),
      entries: (found ? (akten?.rows ?? []) : []).map((akte) => ({
        id: `akte:${akte.id}`,
        label: akte.titel,
        detail: akte.aktenzeichen,
        run: () => navigate(`akte/${akte.id}`),
      })),
    },
    {
      label: t('find.vorgaenge'),
      entries: (found ? (vorgaenge?.rows ?? []) : []).map((vorgang) => ({
        id: `vorgang:${vorgang.id}`,
        label: vorgang.titel,
        detail: vorgang.geschaeftszeichen,
        run: () => navigate(`vorgang/${vorgang.id}`),
      })),
    },
    ...(isNamed ? [] : [fullText]),
    { label: t('find.screens'), entries: goTo.filter((entry) => matches(entry.label)) },
    { label: t('find.page'), entries: here.filter((entry) => matches(entry.label)) },
    { label: t('find.commands'), entries: commands.filter((entry) => matches(entry.label)) },
    ...(isNamed ? [fullText] : []),
  ].filter((section): section is { label: string; entries: CommandEntry[] } => section.entries.length > 0);
}
