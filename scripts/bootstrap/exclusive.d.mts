/** Types of `exclusive.mjs` for the TypeScript part of the scripts. */
export function exclusively<T>(key: string, onWait: () => void, work: () => Promise<T>): Promise<T>
