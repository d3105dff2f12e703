import type { Operation } from '../../shared/change.ts';
import type { ModelDevice } from './model-device.ts';
import type { ModelServer } from './model-server.ts';

/** Everything that happened: both ends, and the operations whose saving a screen announced, in order. */
export interface World {
  readonly server: ModelServer;
  readonly devices: readonly ModelDevice[];
  readonly saved: readonly Operation[];
  /** In which life of the server each was saved, by its hash. */
  readonly savedIn: ReadonlyMap<string, number>;
}
