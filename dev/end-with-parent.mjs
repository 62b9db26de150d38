/**
 * Loaded first into every process of the local stack (`node --import`): when the process that started it is gone,
 * even by SIGKILL, it ends as well, with everything it started. Workers inherit this import but not the parent it is
 * about; they have channels of their own that must be left alone.
 */
if (process.env.MIND_TETHERED_TO === String(process.ppid)) {
  process.once('disconnect', () => {
    try {
      process.kill(-process.pid, 'SIGTERM')
    } catch {
      // Not the leader of a group (on Windows there are none): end alone.
      process.kill(process.pid, 'SIGTERM')
    }
  })
  process.channel?.unref()
}
