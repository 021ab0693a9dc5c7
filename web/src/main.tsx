import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { App, ConfigProvider } from 'antd';
import en from 'antd/locale/en_US';
import zh from 'antd/locale/zh_CN';
import { StrictMode, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from './api/query-client';
import { themeOf } from './frame/theme';
import { router } from './router';
import './styles.css';
import { useDark, usePreferences, useStill } from './text/preferences';

function Product() {
  const { language } = usePreferences();
  const dark = useDark();
  const still = useStill();
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
  }, [language, dark]);
  return (
    <ConfigProvider
      locale={language === 'zh' ? zh : en}
      theme={themeOf(dark, still)}
      button={{ autoInsertSpace: false }}
    >
      <App>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </App>
    </ConfigProvider>
  );
}

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Product />
  </StrictMode>,
);
