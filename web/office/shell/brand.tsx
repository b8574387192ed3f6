/** The mark and the name. */
export function Brand({ light = false, size = 30 }: { light?: boolean; size?: number }) {
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 10 }}>
      <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden>
        <rect width="32" height="32" rx="8" fill={light ? '#fff' : '#0b6e6e'} />
        <path
          d="M8 21.5V14a5 5 0 0 1 5-5h6a5 5 0 0 1 0 10h-5"
          fill="none"
          stroke={light ? '#0b6e6e' : '#fff'}
          strokeWidth="3"
          strokeLinecap="round"
        />
        <circle cx="8" cy="22.5" r="2.6" fill="#e59a12" />
      </svg>
      <span
        style={{
          fontWeight: 800,
          fontSize: size * 0.62,
          letterSpacing: '-0.02em',
          color: light ? '#fff' : undefined,
        }}
      >
        GSS
      </span>
    </span>
  )
}
