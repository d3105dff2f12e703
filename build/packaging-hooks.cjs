const { rmSync } = require('node:fs');
const path = require('node:path');

/** False: everything the app needs is in its bundles, electron-builder need not look for node_modules. */
exports.beforeBuild = async () => false;

/** electron-builder copies `electronDist` as it is: its default app and the marks of our cache must not ship. */
exports.afterPack = async ({ appOutDir }) => {
  for (const name of ['resources/default_app.asar', '.complete', 'version'])
    rmSync(path.join(appOutDir, name), { force: true });
};
