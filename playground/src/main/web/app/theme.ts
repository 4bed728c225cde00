import { useCallback, useEffect, useState } from 'react';

export type Theme = 'light' | 'dark';

const THEME_KEY = 'cuboid.theme';

/** The theme of the page: the one chosen here, else the system's. */
export function useTheme(): readonly [theme: Theme, toggle: () => void] {
  const [chosen, setChosen] = useState<Theme | null>(storedTheme);
  const [systemTheme, setSystemTheme] = useState<Theme>(() => themeOf(darkScheme().matches));

  useEffect(() => {
    const scheme = darkScheme();
    const follow = (event: MediaQueryListEvent): void => setSystemTheme(themeOf(event.matches));
    scheme.addEventListener('change', follow);
    return () => scheme.removeEventListener('change', follow);
  }, []);

  const theme = chosen ?? systemTheme;
  const toggle = useCallback(() => {
    const next = theme === 'dark' ? 'light' : 'dark';
    localStorage.setItem(THEME_KEY, next);
    setChosen(next);
  }, [theme]);
  return [theme, toggle];
}

function darkScheme(): MediaQueryList {
  return window.matchMedia('(prefers-color-scheme: dark)');
}

function themeOf(dark: boolean): Theme {
  return dark ? 'dark' : 'light';
}

function storedTheme(): Theme | null {
  const stored = localStorage.getItem(THEME_KEY);
  return stored === 'light' || stored === 'dark' ? stored : null;
}
