/** What the browser still lets this origin keep, bytes; null where nobody knows. */
export async function freeBytes(): Promise<number | null> {
  const storage = (globalThis as { readonly navigator?: { readonly storage?: StorageManager } }).navigator?.storage;
  const { quota, usage } = (await storage?.estimate()) ?? {};
  return quota === undefined || usage === undefined ? null : Math.max(0, quota - usage);
}
