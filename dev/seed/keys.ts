/** The project keys of the local stack. Not secrets: they open nothing but servers on this machine's loopback. */
export const LOCAL_ANON_KEY = 'sb_publishable_localMindStackOnly2026_devonly1'
