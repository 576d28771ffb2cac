import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

/** One green, for action and health. */
const leaf: MantineColorsTuple = [
  '#eefaf3',
  '#dcf3e6',
  '#b6e6cc',
  '#8dd8b0',
  '#6bcc98',
  '#4dba80',
  '#2a9d63',
  '#18804f',
  '#146c43',
  '#0b5535',
]

/** The greys of the dark, with a breath of the same green. */
const dusk: MantineColorsTuple = [
  '#dfe4e1',
  '#b5bdb8',
  '#939c97',
  '#6f7974',
  '#3a433f',
  '#303834',
  '#1f2522',
  '#181d1a',
  '#151917',
  '#101412',
]

export const theme = createTheme({
  primaryColor: 'leaf',
  primaryShade: { light: 7, dark: 8 },
  colors: { leaf, dark: dusk },
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '19px' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '22px', lineHeight: '1.3' },
      h2: { fontSize: '16px', lineHeight: '1.4' },
      h3: { fontSize: '14px', lineHeight: '1.4' },
      h4: { fontSize: '14px', lineHeight: '1.4' },
      h5: { fontSize: '13px', lineHeight: '1.4' },
    },
  },
  defaultRadius: 'sm',
  respectReducedMotion: true,
  cursorType: 'pointer',
})

/** Mantine's quiet greys are too quiet to read: every text here stands off its ground by 4.5 to 1 at least. */
export const readable: CSSVariablesResolver = () => ({
  variables: { '--amber': '#9a5b00', '--stop': '#c02626' },
  light: {
    '--mantine-color-dimmed': '#586069',
    '--mantine-color-placeholder': '#6a727a',
    '--mantine-color-anchor': '#146c43',
    '--mantine-color-error': '#b42318',
    '--ground': '#f6f7f6',
    '--sheet': '#ffffff',
    '--line': '#dfe3e1',
    '--soft': '#eef1ef',
    '--good': '#146c43',
    '--plain': '#7d8a83',
    '--amber': '#8a5200',
    '--stop': '#b42318',
  },
  dark: {
    '--mantine-color-body': '#151917',
    '--mantine-color-text': '#dfe4e1',
    '--mantine-color-dimmed': '#a1aaa5',
    '--mantine-color-placeholder': '#939c97',
    '--mantine-color-anchor': '#6bcc98',
    '--mantine-color-error': '#ff8f85',
    '--mantine-color-default': '#1f2522',
    '--mantine-color-default-hover': '#29302d',
    '--mantine-color-default-border': '#3a433f',
    '--ground': '#101412',
    '--sheet': '#181d1a',
    '--line': '#2d3531',
    '--soft': '#222925',
    '--good': '#6bcc98',
    '--plain': '#7e8b84',
    '--amber': '#f0b45c',
    '--stop': '#ff8f85',
  },
})
