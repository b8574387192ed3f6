import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

const brand: MantineColorsTuple = [
  '#e3f1ef',
  '#cbe4e1',
  '#9fcdc9',
  '#6db3ae',
  '#3c9793',
  '#1b807e',
  '#0b6e6e',
  '#095e5f',
  '#084f50',
  '#063b3c',
]
const amber: MantineColorsTuple = [
  '#fdf3df',
  '#fae5bf',
  '#f5d08a',
  '#f0ba55',
  '#eaa82e',
  '#e59a12',
  '#c47f09',
  '#9a6206',
  '#764a05',
  '#533403',
]
const red: MantineColorsTuple = [
  '#fbeae8',
  '#f5cfcb',
  '#eba39c',
  '#de736a',
  '#d14f44',
  '#cb4338',
  '#c5372c',
  '#a82c22',
  '#87231b',
  '#641913',
]
const green: MantineColorsTuple = [
  '#e6f3e9',
  '#c9e5cf',
  '#98cca3',
  '#67b277',
  '#449a57',
  '#388e4b',
  '#2e8540',
  '#256f35',
  '#1c5729',
  '#123d1c',
]
const blue: MantineColorsTuple = [
  '#e6eef7',
  '#c8d9ed',
  '#9abbdd',
  '#6a9bcc',
  '#437fba',
  '#3070b0',
  '#2563a8',
  '#1d528d',
  '#16406e',
  '#0f2d4f',
]
/** Greys lean towards the paper at the light end and towards the ink at the dark end. */
const gray: MantineColorsTuple = [
  '#f6f5f1',
  '#efede7',
  '#e3e1da',
  '#d2d0c8',
  '#a9aba6',
  '#7b8584',
  '#566669',
  '#3e5055',
  '#263b42',
  '#10242b',
]

export const theme = createTheme({
  colors: { brand, amber, red, green, blue, gray },
  primaryColor: 'brand',
  primaryShade: 6,
  black: '#10242b',
  autoContrast: true,
  fontFamily: "'Plus Jakarta Sans Variable', 'Plus Jakarta Sans', system-ui, sans-serif",
  fontSizes: { xs: '0.78rem', sm: '0.86rem', md: '0.94rem', lg: '1.06rem', xl: '1.25rem' },
  headings: {
    fontFamily: "'Plus Jakarta Sans Variable', 'Plus Jakarta Sans', system-ui, sans-serif",
    fontWeight: '700',
    sizes: {
      h1: { fontSize: '1.5rem', lineHeight: '1.25' },
      h2: { fontSize: '1.06rem', lineHeight: '1.35' },
      h3: { fontSize: '0.94rem', lineHeight: '1.4' },
    },
  },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2.25rem' },
  radius: { xs: '4px', sm: '6px', md: '10px', lg: '14px', xl: '20px' },
  defaultRadius: 'sm',
  shadows: { sm: 'none', md: '0 6px 24px rgb(16 36 43 / 10%)', xl: '0 18px 50px rgb(16 36 43 / 18%)' },
  focusRing: 'auto',
  cursorType: 'pointer',
  // plain objects: importing the components here would put all of them into the first download
  components: {
    Button: { defaultProps: { size: 'sm', fw: 600 } },
    Badge: { defaultProps: { variant: 'light', radius: 'sm', tt: 'none', fw: 600 } },
    Modal: { defaultProps: { radius: 'md', centered: true } },
    Menu: { defaultProps: { radius: 'md', shadow: 'md' } },
    Alert: {
      defaultProps: { radius: 'md' },
      // the palest shade: a notice is read, it need not shine
      vars: (_: unknown, { color = 'brand' }: { color?: string }) => ({
        root: {
          '--alert-bg': `var(--mantine-color-${color}-0)`,
          '--alert-bd': `1px solid var(--mantine-color-${color}-2)`,
        },
      }),
    },
    Tabs: { defaultProps: { keepMounted: false } },
  },
})

/** Dimmed text and placeholders dark enough for WCAG AA on paper as well as on white. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#566669',
    '--mantine-color-placeholder': '#66767a',
    '--mantine-color-default-border': '#d2d0c8',
    '--mantine-color-error': '#b52f25',
    '--gss-paper': '#f6f5f1',
    '--gss-line': '#e3e1da',
    '--gss-ink': '#10242b',
  },
  dark: {},
})
