/**
 * Loaded first into every process of the local stack (`node --import`): when the process that started it is gone,
 * even by SIGKILL, it ends as well, with everything it started.
 */
process.once('disconnect', () => {
  try {
    process.kill(-process.pid, 'SIGTERM')
  } catch {
    // Not the leader of a group (Windows, or a worker of a worker): end alone.
    process.kill(process.pid, 'SIGTERM')
  }
})
process.channel?.unref()
