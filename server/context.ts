import type pg from 'pg';
import type { BlobStore } from './blobs/blob-store.ts';
import type { LevelSettings } from './levels/level-settings.ts';
import type { Seal } from './seal/open-seal.ts';
import type { Sequencer } from './sequencer.ts';
import type { SchemaWindow } from './sync/schema-window.ts';
import type { SnapshotKey } from './trust/snapshot-key.ts';

/** What the routes of one node share. */
export interface ServerContext {
  readonly pool: pg.Pool;
  readonly sequencer: Sequencer;
  readonly blobs: BlobStore;
  readonly authority: string;
  /** HMAC key of the tokens, the same on every node. */
  readonly tokenKey: Uint8Array;
  /** Signs the trusted lists for the devices, the same on every node. */
  readonly snapshotKey: SnapshotKey;
  readonly maxOfflineDays: number;
  readonly schemas: SchemaWindow;
  readonly oidc: OidcSettings | undefined;
  readonly levels: LevelSettings;
  /** Null: this authority has none here. */
  readonly seal: Seal | null;
  readonly now: () => Date;
  readonly randomId: () => string;
}

/** The authority's OpenID provider, as registered there for this server. */
export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where the browser reaches this server, without a slash at the end. */
  readonly publicUrl: string;
}
