import type { ElectronApplication } from '@playwright/test';

/** Pulls the network cable of one workstation: its network session finds no way any more. From outside the product. */
export async function pullCable(app: ElectronApplication): Promise<void> {
  await app.evaluate(async ({ session }) => {
    const network = session.fromPartition('server', { cache: false });
    await network.setProxy({ mode: 'fixed_servers', proxyRules: '127.0.0.1:1', proxyBypassRules: '<-loopback>' });
    await network.closeAllConnections();
  });
}

/** Puts the cable back in. */
export async function plugCable(app: ElectronApplication): Promise<void> {
  await app.evaluate(async ({ session }) => {
    await session.fromPartition('server', { cache: false }).setProxy({ mode: 'system' });
  });
}
