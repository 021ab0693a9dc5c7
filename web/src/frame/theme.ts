import { theme, type ThemeConfig } from 'antd';

const DARK_ACCENT = '#7db8ee';

/** Colours with at least 4.5 : 1 against their ground, in both schemes. */
export function themeOf(dark: boolean, still: boolean): ThemeConfig {
  return {
    algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      motion: !still,
      colorPrimary: dark ? '#3579b5' : '#0b5394',
      colorSuccess: dark ? '#2f7d3f' : '#1b6e2d',
      colorError: dark ? '#d1493e' : '#b42318',
      colorLink: dark ? DARK_ACCENT : '#0b5394',
      // What is derived from the colour of links for the pointer over them falls below the contrast.
      colorLinkHover: dark ? '#a3cdf3' : '#083d6e',
      borderRadius: 4,
      fontFamily:
        "system-ui, -apple-system, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif",
      ...(dark
        ? { colorBgBase: '#161c24', colorTextPlaceholder: '#a3adb8', colorTextDescription: '#a9b4c0' }
        : { colorTextPlaceholder: '#667380', colorTextDescription: '#52606d', colorTextSecondary: '#52606d' }),
    },
    // The hovered colour that is derived from the dark primary falls below the contrast.
    ...(dark
      ? {
          components: {
            Button: {
              defaultHoverColor: DARK_ACCENT,
              defaultHoverBorderColor: DARK_ACCENT,
              defaultActiveColor: DARK_ACCENT,
              defaultActiveBorderColor: DARK_ACCENT,
            },
          },
        }
      : {}),
  };
}
