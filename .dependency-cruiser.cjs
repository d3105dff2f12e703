/** Who may import whom (docs/architecture.md). One line per folder; each says why. Run by `npm run check`. */
const code = '^(shared|electron|renderer|server|test)/';
const may = (folder, allowed, why) => ({
  name: `${folder} may import ${allowed.join(', ')}`,
  comment: why,
  severity: 'error',
  from: { path: `^${folder}(/|\\.)` },
  to: { path: code, pathNot: allowed.map((place) => `^${place}(/|\\.|$)`) },
});
const ban = (name, from, to, why) => ({ name, comment: why, severity: 'error', from, to });
const npm = (name) => `(^|/)node_modules/${name}(/|$)`;

module.exports = {
  forbidden: [
    ban('no cycles', {}, { circular: true }, 'a cycle means two files are one file'),

    may('shared', ['shared'], 'knows nobody; runs in every process'),
    may('electron', ['electron', 'shared'], 'the privileged process'),
    may(
      'server',
      [
        'server',
        'shared',
        'electron/signer/(open-pkcs12|pkcs12-encryption|own-signature|card-client|card-messages|fork-card-process)',
      ],
      'the agency server; its seal opens key files and modules as the signer does',
    ),
    may('renderer', ['renderer', 'shared'], 'the sandboxed window'),

    may('renderer/ui', ['renderer/ui', 'shared'], 'looks only'),
    may('renderer/state', ['renderer/state', 'shared'], 'facts that may be lost at restart'),
    may(
      'renderer/viewer',
      ['renderer/viewer', 'renderer/ranges', 'shared'],
      'its own origin: one PDF and nothing else',
    ),
    may(
      'renderer/dokument-fenster',
      [
        'renderer/dokument-fenster',
        'renderer/page-tools',
        'renderer/ranges',
        'renderer/ui',
        'renderer/viewer',
        'shared',
      ],
      "a document's own window: a port to one file, no bridge and no replica",
    ),
    may(
      'renderer/replica',
      ['renderer/replica', 'renderer/replica-api', 'renderer/ranges', 'renderer/text-api', 'shared'],
      'worker: facts that must survive',
    ),
    may(
      'renderer/sync',
      ['renderer/sync', 'renderer/replica', 'renderer/replica-api', 'renderer/ranges', 'shared'],
      'worker: exchanges',
    ),
    may('renderer/ranges', ['renderer/ranges', 'shared'], 'hands files on in ranges'),
    may(
      'renderer/replica-worker',
      [
        'renderer/replica',
        'renderer/sync',
        'renderer/replica-api',
        'renderer/raise-client',
        'renderer/text-client',
        'shared',
      ],
      'where replica and sync run; the only door to them',
    ),
    may(
      'renderer/pdf-worker',
      ['renderer/pdf-api', 'renderer/worker-fonts', 'renderer/worker-sheets', 'renderer/ranges', 'shared'],
      'holds a document, no keys',
    ),
    may('renderer/worker-sheets', ['renderer/pdf-api', 'renderer/worker-fonts', 'shared'], 'writes for that worker'),
    may('renderer/worker-fonts', ['shared'], 'reads fonts for that worker'),
    may(
      'renderer/raise-worker',
      ['renderer/raise-api', 'renderer/ranges', 'shared'],
      'reads documents, no keys and no network',
    ),
    may(
      'renderer/raise-client',
      ['renderer/raise-api', 'renderer/raise-worker', 'renderer/trusted-worker', 'renderer/ranges', 'shared'],
      'starts the raise worker and answers its questions',
    ),
    may('renderer/text', ['renderer/text', 'renderer/text-api', 'shared'], 'reads words out of files, no keys'),
    may(
      'renderer/text-worker',
      ['renderer/text', 'renderer/text-api', 'renderer/ranges', 'shared'],
      'holds a document while its words are read, no keys',
    ),
    may(
      'renderer/text-client',
      ['renderer/text-api', 'renderer/text-worker', 'renderer/trusted-worker', 'renderer/ranges', 'shared'],
      'starts the text worker and waits for it no longer than it may take',
    ),
    may(
      'renderer/replica-client',
      [
        'renderer/replica-api',
        'renderer/replica-worker',
        'renderer/trusted-worker',
        'renderer/bridge-client',
        'renderer/state',
        'shared',
      ],
      'starts the worker by its address and talks to it by messages',
    ),
    may(
      'renderer/actions',
      [
        'renderer/actions',
        'renderer/replica-client',
        'renderer/replica-api',
        'renderer/pdf-client',
        'renderer/pdf-api',
        'renderer/bridge-client',
        'renderer/ranges',
        'renderer/state',
        'shared',
      ],
      'one verb of the user per file',
    ),
    may(
      'renderer/screens',
      [
        'renderer/screens',
        'renderer/actions',
        'renderer/use-query',
        'renderer/use-query-window',
        'renderer/filter-button',
        'renderer/pack-dialog',
        'renderer/page-tools',
        'renderer/file-dialog',
        'renderer/pick-vorgang-dialog',
        'renderer/pick-akte-dialog',
        'renderer/create-vorgang-dialog',
        'renderer/collection-buttons',
        'renderer/pick-dialog',
        'renderer/print-dialog',
        'renderer/reason-dialog',
        'renderer/reopen-dialog',
        'renderer/use-signing-key',
        'renderer/replica-api',
        'renderer/pdf-api',
        'renderer/viewer',
        'renderer/state',
        'renderer/ui',
        'shared',
      ],
      'shows',
    ),
    ban(
      'a screen imports no other screen',
      { path: '^renderer/screens/([^/]+)/' },
      { path: '^renderer/screens/', pathNot: '^renderer/screens/$1/' },
      'screens meet in app.tsx',
    ),
    ban(
      'replica and sync run only in the replica worker',
      { path: '^renderer/', pathNot: '^renderer/(replica/|sync/|replica-worker\\.)' },
      { path: '^renderer/(replica|sync)/' },
      'the page sees the replica through replica-client',
    ),

    ban(
      'a preload knows only its contract',
      { path: ['^electron/preload', '^electron/.+/preload'] },
      { path: code, pathNot: ['^shared/bridge', '^electron/confirm/confirm-answer'] },
      'smallest surface',
    ),
    ban(
      'shared and renderer are free of node',
      { path: '^(shared|renderer)/' },
      { dependencyTypes: ['core'] },
      'they run inside the sandbox',
    ),
    ban(
      'dexie only in the replica',
      { pathNot: '^(renderer/replica|test|build)/' },
      { path: npm('dexie') },
      'one door to the database',
    ),
    ban(
      'pdf-lib only in shared/pdf',
      { pathNot: '^(shared/pdf|test|build)/' },
      { path: npm('pdf-lib') },
      'one door to new PDF content',
    ),
    ban('pg only in the server', { pathNot: '^(server|test|build)/' }, { path: npm('pg') }, 'one door to PostgreSQL'),
    ban(
      'the electron package only in electron',
      { path: '^(shared|renderer|server)/' },
      { path: npm('electron') },
      'our folder has the same name: match node_modules',
    ),
    ban('nothing imports tests', { pathNot: '^test/' }, { path: '^test/' }, 'tests are no library'),
    ban(
      'no file without a reader',
      {
        orphan: true,
        pathNot: [
          '^test/',
          '\\.d\\.ts$',
          '\\.config\\.ts$',
          '^electron/.+-process\\.ts$',
          '^electron/preload',
          '^electron/.+/preload',
        ],
      },
      {},
      'dead code',
    ),
    ban('every import resolves', {}, { couldNotResolve: true }, 'a misspelt path hides its violations'),
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { conditionNames: ['import', 'node', 'default', 'types'], exportsFields: ['exports'] },
  },
};
