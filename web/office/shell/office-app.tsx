import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { asProblem } from '../../shared/api/problem.ts'
import { theme, variables } from '../ui/theme.ts'
import { ToastStack } from '../ui/toast-stack.tsx'
import { makeRouter } from './router.tsx'

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // the live line says when something is old; coming back to the window only checks after a while
      staleTime: 20_000,
      retry: (count, error) => {
        const { status } = asProblem(error)
        return count < 2 && (status === 0 || status >= 500)
      },
    },
    mutations: { retry: false },
  },
})
const router = makeRouter(queries)

export function OfficeApp() {
  return (
    <StrictMode>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={variables}
        forceColorScheme="light"
        deduplicateCssVariables={false}
      >
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
          <ToastStack />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>
  )
}
