import { MantineProvider } from '@mantine/core'
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { asProblem } from '../../shared/api/problem.ts'
import { theme, variables } from '../ui/theme.ts'
import { ToastStack } from '../ui/toast-stack.tsx'
import { makeRouter } from './router.tsx'

/** Something has to be settled first, and the rule is newer than this page: off to where it is settled. */
const SETTLED_AT: Record<string, string> = {
  PASSWORD_CHANGE_NEEDED: '/new-password',
  SECOND_FACTOR_NEEDED: '/second-factor',
}

const queries = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => {
      const place = SETTLED_AT[asProblem(error).code]
      if (place && location.pathname !== place) location.assign(place)
    },
  }),
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
