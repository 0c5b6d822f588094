/** The two names under which the bridge crosses between Electron's processes. */
export const INVOKE_CHANNEL = 'desk:invoke';
export const EVENT_CHANNEL = 'desk:event';
