import { proven, startNetwork, type Network } from '../../helpers/faults';
import { stopUnderLoad } from '../../helpers/stops';

const STOPS = 20;

let network: Network;
beforeAll(async () => {
  network = await startNetwork({ SIGN_UP_PROOF_OF_WORK: 'false' });
});
afterAll(() => network.stop());

test('twenty stops of two servers, with saves and sign-ups under way, lose nothing', async () => {
  const { decided, signedUp, lost, halfWritten, unsent, logs } = await stopUnderLoad(network, STOPS);
  expect({ lost, halfWritten, unsent }).toEqual({ lost: 0, halfWritten: 0, unsent: 0 });
  // Not even for a start to find.
  expect(logs).not.toContain('had been written without their history');
  proven({
    fault: `SIGTERM ${STOPS} times on two servers with saves and sign-ups under way`,
    promise: 'what was answered is stored, with its history and its mails; nothing is half written',
    measured: `${decided} decided, ${signedUp} signed up, ${lost} lost, ${halfWritten} half written`,
  });
}, 600_000);
