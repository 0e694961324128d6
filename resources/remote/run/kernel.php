// Asks the installation's own kernel for one address, without a web server. Run as the web user in the installation's folder,
// by php -r. Prints the status code and the beginning of the answer.
require getcwd() . '/vendor/autoload.php';
$app = require getcwd() . '/bootstrap/app.php';
$kernel = $app->make('Illuminate\Contracts\Http\Kernel');
$request = Illuminate\Http\Request::create($argv[1], 'GET', [], [], [], ['HTTP_ACCEPT' => 'application/json']);
$response = $kernel->handle($request);
echo $response->getStatusCode(), ' ', substr(trim((string) $response->getContent()), 0, 2000), "\n";
