/**
 * A guild's initials on a surface of its own; the same guild always looks the same. With `icon`, the hash Discord gave, its
 * picture lies over them; one that cannot be had leaves them as they are.
 */
export function GuildIcon({
  id,
  name,
  icon,
  size,
}: {
  id: string
  name: string | undefined
  icon: string | undefined
  /** Its width and height, in pixels. */
  size: number
}) {
  // Ids of one day differ in their last digits alone: every digit stirs the whole. Twelve hues are told apart at a glance.
  const stirred = [...id].reduce((sum, digit) => Math.imul(sum ^ digit.charCodeAt(0), 16_777_619), 2_166_136_261)
  const hue = ((stirred >>> 0) % 12) * 30
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
      className="relative inline-flex shrink-0 items-center overflow-hidden justify-center rounded-md font-semibold text-ink"
      style={{
        width: size,
        height: size,
        fontSize: size * 0.38,
        background: `light-dark(oklch(0.9 0.055 ${hue}), oklch(0.38 0.07 ${hue}))`,
      }}
    >
      {initials || '#'}
      {icon ? (
        // biome-ignore lint/performance/noImgElement: the image comes from Discord as it is, in the size that is needed.
        <img
          src={`https://cdn.discordapp.com/icons/${id}/${icon}.webp?size=${size > 32 ? 128 : 64}`}
          alt=""
          width={size}
          height={size}
          loading="lazy"
          decoding="async"
          referrerPolicy="no-referrer"
          className="absolute inset-0 size-full object-cover"
        />
      ) : null}
    </span>
  )
}
