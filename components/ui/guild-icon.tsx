/** A guild's initials on a surface of its own; the same guild always looks the same. */
export function GuildIcon({ id, name, size = 36 }: { id: string; name: string | undefined; size?: number }) {
  const hue = [...id].reduce((sum, digit) => (sum * 31 + digit.charCodeAt(0)) % 360, 7)
  const initials = (name ?? '')
    .split(/\s+/)
    .map((word) => [...word][0] ?? '')
    .filter((letter) => /[\p{L}\p{N}]/u.test(letter))
    .slice(0, 2)
    .join('')
    .toUpperCase()
  return (
    <span
      aria-hidden="true"
      className="inline-flex shrink-0 items-center justify-center rounded-md font-semibold text-ink"
      style={{
        width: size,
        height: size,
        fontSize: size * 0.38,
        background: `light-dark(oklch(0.9 0.055 ${hue}), oklch(0.38 0.07 ${hue}))`,
      }}
    >
      {initials || '#'}
    </span>
  )
}
