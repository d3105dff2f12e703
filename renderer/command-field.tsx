import { useState } from 'react';
import { ComboBox, Header, Input, ListBox, ListBoxItem, ListBoxSection, Popover } from 'react-aria-components';
import { lockSession } from './actions/lock-session.ts';
import { syncNow } from './actions/sync-now.ts';
import { navigate } from './state/route.ts';
import { useTexts } from './ui/use-texts.ts';
import { useQuery } from './use-query.ts';

const screens = ['posteingang', 'akten', 'ausgang', 'konflikt', 'einstellungen'] as const;
const hitLimit = 7;

interface Entry {
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
  readonly run: () => void;
}

/** Jump to a screen, an Akte or a Vorgang by text, or do something: one field for all. */
export function CommandField({ onHelp }: { readonly onHelp: () => void }) {
  const { t } = useTexts();
  const [text, setText] = useState('');
  const sections = useEntries(text.trim(), onHelp);
  const run = (id: string) => {
    setText('');
    const entry = sections.flatMap((section) => section.entries).find((candidate) => candidate.id === id);
    // After the popover has given the focus back.
    if (entry) setTimeout(entry.run);
  };
  return (
    <ComboBox
      className="find"
      aria-label={t('find.label')}
      menuTrigger="focus"
      allowsEmptyCollection
      inputValue={text}
      onInputChange={setText}
      defaultFilter={() => true}
      selectedKey={null}
      onSelectionChange={(key) => key !== null && run(String(key))}
    >
      <div className="find-box">
        <Input placeholder={t('find.label')} />
        <kbd>{t('find.key')}</kbd>
      </div>
      <Popover className="find-popover" placement="bottom end">
        <ListBox className="find-list" renderEmptyState={() => <div className="find-none">{t('find.nothing')}</div>}>
          {sections.map((section) => (
            <ListBoxSection key={section.label} id={section.label}>
              <Header>{section.label}</Header>
              {section.entries.map((entry) => (
                <ListBoxItem key={entry.id} id={entry.id} className="find-item" textValue={entry.label}>
                  <span>{entry.label}</span>
                  {entry.detail && <small>{entry.detail}</small>}
                </ListBoxItem>
              ))}
            </ListBoxSection>
          ))}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}

function useEntries(text: string, onHelp: () => void) {
  const { t } = useTexts();
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
  const goTo: Entry[] = screens.map((name) => ({
    id: `go:${name}`,
    label: t(`nav.${name}`),
    run: () => navigate(name),
  }));
  const commands: Entry[] = [
    { id: 'do:sync', label: t('command.syncNow'), run: () => void syncNow() },
    { id: 'do:lock', label: t('command.lock'), detail: t('lock.key'), run: () => void lockSession() },
    { id: 'do:help', label: t('command.shortcuts'), detail: '?', run: onHelp },
  ];
  const found = limit > 0;
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
    { label: t('find.screens'), entries: goTo.filter((entry) => matches(entry.label)) },
    { label: t('find.commands'), entries: commands.filter((entry) => matches(entry.label)) },
  ].filter((section): section is { label: string; entries: Entry[] } => section.entries.length > 0);
}
