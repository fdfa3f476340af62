namespace DataBus.Cli;

/// <summary>Scripts that let a shell complete a command line: each asks this program by its directive <c>[suggest:POSITION]</c>.</summary>
internal static class CompletionScripts
{
    /// <summary>The shells, with their scripts.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["bash"] = Bash,
        ["zsh"] = Zsh,
        ["fish"] = Fish,
        ["pwsh"] = PowerShell,
    };

    // The position counts from behind the program's name. Suggestions are one a line.
    private const string Bash = """
        # eval "$(databus completion bash)"
        _databus_completion() {
          local line="${COMP_LINE#* }"
          local position=$((COMP_POINT - ${#COMP_LINE} + ${#line}))
          local IFS=$'\n'
          COMPREPLY=($(compgen -W "$(databus "[suggest:${position}]" "${line}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _databus_completion databus

        """;

    private const string Zsh = """
        # eval "$(databus completion zsh)"
        _databus_completion() {
          local line="${(j: :)words[2,-1]}"
          local before="${(j: :)words[2,CURRENT]}"
          local -a suggestions
          suggestions=("${(@f)$(databus "[suggest:${#before}]" "${line}" 2>/dev/null)}")
          compadd -- $suggestions
        }
        compdef _databus_completion databus

        """;

    private const string Fish = """
        # databus completion fish | source
        function __databus_completion
          set -l line (string replace -r '^\S+\s' '' -- (commandline -cp))
          databus "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete -c databus -f -a '(__databus_completion)'

        """;

    private const string PowerShell = """
        # databus completion pwsh | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName databus -ScriptBlock {
          param($word, $ast, $cursor)
          $line = $ast.ToString() -replace '^\S+\s?', ''
          $position = $cursor - ($ast.ToString().Length - $line.Length)
          databus "[suggest:$position]" "$line" 2>$null | ForEach-Object {
            [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
          }
        }

        """;
}
