import { Page } from '@strapi/strapi/admin';
import { lazy, Suspense } from 'react';
import { Route, Routes } from 'react-router-dom';
import { PERMISSIONS } from '../../../shared/permissions';
import { ADDRESS_CHANGES_PATH, MAILS_PATH } from '../utils/addresses';
import { RegistrationsPage } from './Registrations/RegistrationsPage';

// For the few coordinators: librarians do not load it.
const UndeliveredMailsPage = lazy(() =>
  import('./UndeliveredMails/UndeliveredMailsPage').then((page) => ({ default: page.UndeliveredMailsPage }))
);

const AddressChangesPage = lazy(() =>
  import('./AddressChanges/AddressChangesPage').then((page) => ({ default: page.AddressChangesPage }))
);

/** The plugin's pages, each for those whose role may see it. */
export default function App() {
  return (
    <Routes>
      <Route
        index
        element={
          <Page.Protect permissions={PERMISSIONS.read}>
            <RegistrationsPage />
          </Page.Protect>
        }
      />
      <Route
        path={MAILS_PATH}
        element={
          <Page.Protect permissions={PERMISSIONS.undelivered}>
            <Suspense fallback={<Page.Loading />}>
              <UndeliveredMailsPage />
            </Suspense>
          </Page.Protect>
        }
      />
      <Route
        path={ADDRESS_CHANGES_PATH}
        element={
          <Page.Protect permissions={PERMISSIONS.wholeNetwork}>
            <Suspense fallback={<Page.Loading />}>
              <AddressChangesPage />
            </Suspense>
          </Page.Protect>
        }
      />
      <Route path="*" element={<Page.Error />} />
    </Routes>
  );
}
