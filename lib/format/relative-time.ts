/** An age in milliseconds in its largest fitting unit; `value` is negative, as `Intl.RelativeTimeFormat` counts the past. */
export function ageOf(ms: number): { value: number; unit: 'second' | 'minute' | 'hour' | 'day' } {
  const seconds = Math.max(0, Math.round(ms / 1000))
  if (seconds < 60) return { value: -seconds, unit: 'second' }
  if (seconds < 3_600) return { value: -Math.floor(seconds / 60), unit: 'minute' }
  if (seconds < 172_800) return { value: -Math.floor(seconds / 3_600), unit: 'hour' }
  return { value: -Math.floor(seconds / 86_400), unit: 'day' }
}
