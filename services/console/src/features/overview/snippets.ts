type Facts = { readonly endpoint: string; readonly projectId: string }

/** How apps connect to a project, by language; complete but for a server's own key. */
export const snippets: readonly { readonly language: string; readonly text: (facts: Facts) => string }[] = [
  {
    language: 'Web',
    text: ({ endpoint, projectId }) => `// npm install appwrite
import { Account, Client } from 'appwrite'

const client = new Client()
  .setEndpoint('${endpoint}')
  .setProject('${projectId}')

const account = new Account(client)
await account.create({ userId: 'unique()', email: 'grace@example.com', password: 'a long password' })`,
  },
  {
    language: 'Node',
    text: ({ endpoint, projectId }) => `// npm install node-appwrite
import { Client, Users } from 'node-appwrite'

const client = new Client()
  .setEndpoint('${endpoint}')
  .setProject('${projectId}')
  .setKey(process.env.API_KEY)

console.log(await new Users(client).list())`,
  },
  {
    language: 'Flutter',
    text: ({ endpoint, projectId }) => `// flutter pub add appwrite
import 'package:appwrite/appwrite.dart';

final client = Client()
    .setEndpoint('${endpoint}')
    .setProject('${projectId}');

final account = Account(client);
await account.createAnonymousSession();`,
  },
  {
    language: 'Python',
    text: ({ endpoint, projectId }) => `# pip install appwrite
import os
from appwrite.client import Client
from appwrite.services.users import Users

client = Client()
client.set_endpoint('${endpoint}')
client.set_project('${projectId}')
client.set_key(os.environ['API_KEY'])

print(Users(client).list())`,
  },
  {
    language: 'curl',
    text: ({ endpoint, projectId }) => `curl '${endpoint}/users' \\
  -H 'X-Appwrite-Project: ${projectId}' \\
  -H "X-Appwrite-Key: $API_KEY"`,
  },
]
