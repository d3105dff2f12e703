import { z } from 'zod';

// The policy of the window's pages and workers forbids code from strings. Without this zod would try it once, when the first schema is
// made, and the attempt is reported as a violation. So this module stands before every other one.
z.config({ jitless: true });
