import { memo, useMemo } from 'react';
import { Button, Collection, Tree, TreeItem, TreeItemContent } from 'react-aria-components';
import type { AktenplanKnoten } from '../../replica-api/akte-rows.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { useQuery } from '../../use-query.ts';

interface AktenplanTreeProps {
  readonly einheit: string | null;
  readonly onChoose: (einheit: string | null) => void;
}

const everything = 'alle';

/** The Aktenplan as a tree; choosing a place shows the Akten in it and below. */
export const AktenplanTree = memo(function AktenplanTree({ einheit, onChoose }: AktenplanTreeProps) {
  const { t } = useTexts();
  const knoten = useQuery('aktenplan', {});
  const roots = useMemo(() => toTree(knoten ?? []), [knoten]);
  const opened = useMemo(() => roots.map((root) => root.knoten.id), [roots]);
  if (!knoten) return <div className="side from-60" />;
  return (
    <div className="side from-60">
      <Tree
        key={knoten.length}
        className="tree"
        aria-label={t('akten.plan')}
        selectionMode="single"
        selectionBehavior="replace"
        disallowEmptySelection
        selectedKeys={[einheit ?? everything]}
        defaultExpandedKeys={opened}
        onSelectionChange={(keys) => {
          const key = keys === 'all' ? everything : String([...keys][0] ?? everything);
          onChoose(key === everything ? null : key);
        }}
      >
        <TreeItem id={everything} textValue={t('akten.all')} className="tree-item">
          <TreeItemContent>
            <div className="tree-row">
              <span className="tree-toggle" />
              <span>{t('akten.all')}</span>
            </div>
          </TreeItemContent>
        </TreeItem>
        <Collection items={roots}>{renderKnoten}</Collection>
      </Tree>
    </div>
  );
});

/** The Aktenplan in a narrow window, where a tree would fill the first screenful. */
export const AktenplanSelect = memo(function AktenplanSelect({ einheit, onChoose }: AktenplanTreeProps) {
  const { t } = useTexts();
  const knoten = useQuery('aktenplan', {}) ?? [];
  const sorted = toTree(knoten).flatMap(flatten);
  return (
    <select
      className="input below-60"
      aria-label={t('akten.plan')}
      value={einheit ?? everything}
      onChange={({ target: { value } }) => onChoose(value === everything ? null : value)}
    >
      <option value={everything}>{t('akten.all')}</option>
      {sorted.map(({ id, kennzeichen, titel, akten }) => (
        <option key={id} value={id}>
          {kennzeichen} {titel} ({akten})
        </option>
      ))}
    </select>
  );
});

function flatten({ knoten, children }: TreeKnoten): readonly AktenplanKnoten[] {
  return [knoten, ...children.flatMap(flatten)];
}

interface TreeKnoten {
  readonly id: string;
  readonly knoten: AktenplanKnoten;
  readonly children: readonly TreeKnoten[];
}

function renderKnoten({ id, knoten, children }: TreeKnoten) {
  const label = `${knoten.kennzeichen} ${knoten.titel}`;
  return (
    <TreeItem id={id} textValue={label} className="tree-item">
      <TreeItemContent>
        <div className="tree-row">
          <Button slot="chevron" className="tree-toggle" />
          <span title={label}>{label}</span>
          <b>{knoten.akten}</b>
        </div>
      </TreeItemContent>
      <Collection items={children}>{renderKnoten}</Collection>
    </TreeItem>
  );
}

/** Children under their parents, sorted by Kennzeichen as numbers sort. */
function toTree(all: readonly AktenplanKnoten[]): readonly TreeKnoten[] {
  const below = (parent: string | null): readonly TreeKnoten[] =>
    all
      .filter((knoten) => knoten.uebergeordnet === parent)
      .toSorted((a, b) => a.kennzeichen.localeCompare(b.kennzeichen, 'de', { numeric: true }))
      .map((knoten) => ({ id: knoten.id, knoten, children: below(knoten.id) }));
  return below(null);
}
