export function init(source?: unknown): Promise<void>;
